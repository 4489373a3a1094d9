using Deployer.Kube.Controllers;

namespace Tests.Kube;

/// <summary>ReplicationControllers in memory, whose pods start and become ready when a random number says so.</summary>
internal sealed class ControllerSimulation
{
    private const int Most = 2000;
    private readonly int _wanted;
    private readonly Random _random;

    // Oldest first; the last is the target. Each pod: whether it is ready.
    private readonly List<(string Name, int Replicas, List<bool> Pods)> _controllers;

    public ControllerSimulation(int wanted, int seed)
    {
        _wanted = wanted;
        _random = new Random(seed);
        _controllers = [("old", wanted, [.. Enumerable.Repeat(true, wanted)]), ("new", 0, [])];
    }

    public void Run()
    {
        for (var turn = 0; turn < Most; turn++)
        {
            if (_random.Next(100) < 2 && _controllers.Count < 5 && turn < Most / 2)
            {
                _controllers.Add(($"newer{turn}", 0, []));
            }

            Ready().Should().BeGreaterThanOrEqualTo(_wanted);
            _controllers.Sum(controller => controller.Pods.Count).Should().BeLessThanOrEqualTo(_wanted + 1);
            if (Next() is { } step)
            {
                Take(step);
            }
            else if (_controllers is [var only] && only.Pods.Count(ready => ready) == _wanted)
            {
                return;
            }

            Move();
        }

        Assert.Fail($"it does not end: {string.Join(", ", _controllers.Select(c => $"{c.Name} {c.Replicas}/{c.Pods.Count}"))}");
    }

    private int Ready() => _controllers.Sum(controller => controller.Pods.Count(ready => ready));

    private ControllerStep? Next()
    {
        var states = _controllers.Select(controller => new ControllerState(
            controller.Name,
            controller.Replicas,
            controller.Pods.Count,
            controller.Pods.Count(ready => ready),
            Settled: controller.Pods.Count <= controller.Replicas)).ToList();
        return ControllerPlan.Next(_wanted, states[^1], states[..^1]);
    }

    private void Take(ControllerStep step)
    {
        var index = _controllers.FindIndex(controller => controller.Name == (step switch
        {
            ControllerStep.Scale scale => scale.Name,
            ControllerStep.Delete delete => delete.Name,
            _ => throw new InvalidOperationException(),
        }));
        if (step is ControllerStep.Scale { Replicas: var replicas })
        {
            _controllers[index] = _controllers[index] with { Replicas = replicas };
        }
        else
        {
            _controllers[index].Pods.Should().BeEmpty();
            _controllers.RemoveAt(index);
        }
    }

    // As the real one: takes away those first that are not ready.
    private void Move()
    {
        var (_, replicas, pods) = _controllers[_random.Next(_controllers.Count)];
        if (pods.Count > replicas)
        {
            pods.RemoveAt(pods.Contains(false) ? pods.IndexOf(false) : 0);
        }
        else if (pods.Count < replicas)
        {
            pods.Add(false);
        }
        else if (pods.Contains(false))
        {
            pods[pods.IndexOf(false)] = true;
        }
    }
}
