using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Deployer.Images;
using Tests.Crashes;
using Tests.Kube;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>A track on the real cluster that goes one scenario's way again and again, and a Deployer that is started again when it has died.</summary>
internal sealed class KillLane : IAsyncDisposable
{
    private const int Attempts = 3;

    // A state that a rollout stays in while it comes further: who looks rarely sees it done at once.
    private const string Optional = " goes on";
    private const string Secret = "a-secret-of-the-cluster-tests";
    private static readonly TimeSpan Limit = Eventually.Longest;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-kill");
    private readonly Uri _address = new($"http://127.0.0.1:{FreePorts.Next()}");
    private readonly KubeBench _bench;
    private readonly TemplateLog _templates;
    private readonly List<string> _steps = [];
    private DeployerProcess? _deployer;
    private Digest? _start;
    private int _runs;
    private int _rolls;

    private KillLane(CrashScenario scenario, KubeBench bench)
    {
        Scenario = scenario;
        _bench = bench;
        _templates = new TemplateLog(bench.Namespace);
    }

    public CrashScenario Scenario { get; }

    /// <summary>Each step that the scenario passes, once.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>How long one run took in which nobody died.</summary>
    public TimeSpan Cost { get; private set; }

    private string Armed => Path.Combine(_folder.FullName, "step");

    /// <summary>Returns once the scenario has gone its way without a death.</summary>
    public static async Task<KillLane> CreateAsync(CrashScenario scenario)
    {
        var lane = new KillLane(scenario, await KubeBench.CreateAsync());
        try
        {
            if (scenario.FromGood)
            {
                var good = new CrashPush(CrashScenario.Start, Contract.Behaviour.Serves);
                lane._start = await lane.MakeAsync(good);
                await lane.PhaseAsync(await lane.PushAsync(lane._start.Value), "Succeeded");
                lane._rolls = 1;

                // What it writes comes after what it does: its last step here is none of the scenario's.
                await lane.UntilAsync("it has told of its last step", () => Task.FromResult(
                    lane._deployer!.Lines.Contains($"{CrashingDeployer.Mark}after: write Progressing to Succeeded")));
            }

            var told = lane._deployer?.Lines.Count ?? 0;
            var watch = Stopwatch.StartNew();
            await lane.RunAsync();
            lane.Cost = watch.Elapsed;
            lane._steps.AddRange(lane._deployer!.Lines.Skip(told)
                .Where(line => line.StartsWith(CrashingDeployer.Mark, StringComparison.Ordinal))
                .Select(line => line[CrashingDeployer.Mark.Length..]).Distinct());
            return lane;
        }
        catch
        {
            await lane.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Goes the scenario's way with a death at that step. A rollout does not always come by every state on its way («goes
    /// on»): where it did not, it goes again, and a few times without it are enough.
    /// </summary>
    public async Task RunAsync(string step)
    {
        var half = $"{Armed}.new";
        await File.WriteAllTextAsync(half, step);
        File.Move(half, Armed);
        for (var attempt = 0; attempt < Attempts && File.Exists(Armed); attempt++)
        {
            await RunAsync();
        }

        if (step.EndsWith(Optional, StringComparison.Ordinal))
        {
            File.Delete(Armed);
        }

        File.Exists(Armed).Should().BeFalse("the Deployer must have died at «{0}»", step);
    }

    public async ValueTask DisposeAsync()
    {
        await (_deployer?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _templates.DisposeAsync();
        await _bench.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        var run = ++_runs;
        var digests = new Dictionary<string, Digest>();
        if (_start is { } start)
        {
            digests[CrashScenario.Start] = start;
        }

        foreach (var push in Scenario.Pushes)
        {
            var digest = digests[push.Name] = await MakeAsync(push with { Name = $"{push.Name} {run}" });
            var rollout = await PushAsync(digest);
            await (push == Scenario.Pushes[^1] ? PhaseAsync(rollout, $"{Scenario.Ends}") : TemplateAsync(digest));
        }

        await UntilAsync("the instances are as they should be", async () =>
            Scenario.EndsEmpty == ((await _bench.DeploymentAsync()).Spec.Replicas == 0));
        var before = _rolls;
        _rolls += Scenario.Rolls.Length;
        await _templates.HasAsync(_rolls);
        _templates.Images.Skip(before).Should().Equal(
            Scenario.Rolls.Select(name => $"{_bench.Image}@{digests[name]}"), "each is rolled, and none twice");
    }

    private async Task<Digest> MakeAsync(CrashPush push) => push.Behaviour is { } behaviour
        ? await _bench.MakeAsync(push.Name, behaviour)
        : Digest.Parse($"sha256:{_runs:d64}");

    /// <summary>As a registry: sends again until it has an answer. Returns the rollout's id.</summary>
    private async Task<string> PushAsync(Digest digest)
    {
        var id = "";
        await UntilAsync("the push is accepted", async () =>
        {
            using var answer = await _deployer!.Client.PostAsJsonAsync(
                $"/webhooks/generic/{Secret}", new { image = $"{_bench.Image}", digest = $"{digest}" });
            if (!answer.IsSuccessStatusCode)
            {
                return false;
            }

            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            id = body.GetProperty("accepted")[0].GetProperty("rollout").GetString()!;
            return true;
        });
        return id;
    }

    private Task PhaseAsync(string rollout, string phase) => UntilAsync($"the rollout is {phase}", async () =>
    {
        using var answer = await _deployer!.Client.GetAsync($"/api/rollouts/{rollout}");
        return answer.IsSuccessStatusCode &&
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("phase").GetString() == phase;
    });

    private Task TemplateAsync(Digest digest) => UntilAsync(
        "the template is changed", () => Task.FromResult(_templates.Last.EndsWith($"{digest}", StringComparison.Ordinal)));

    /// <summary>Meanwhile a Deployer that has died is started again.</summary>
    private async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (_deployer is null or { HasExited: true })
            {
                await (_deployer?.DisposeAsync() ?? ValueTask.CompletedTask);
                _deployer = await DeployerProcess.StartAsync(
                    _address, Settings(), typeof(KillLane).Assembly.Location, CrashingDeployer.Command, Armed);
            }

            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It has died, most likely.
            }

            if (watch.Elapsed > Limit)
            {
                throw new TimeoutException($"{Scenario}: not within {Limit}: {what}.\n{_deployer.Output}");
            }

            await Task.Delay(50);
        }
    }

    private Dictionary<string, string?> Settings()
    {
        var (service, track) = _bench.Track;
        return new Dictionary<string, string?>(_bench.Configuration())
        {
            [$"Kube:Services:{service}:Tracks:{track}:Replicas"] = "1",
            [$"Releases:{service}:Repository"] = $"{_bench.Image.Repository}",
            [$"Releases:{service}:Tracks:{track}:Tag"] = _bench.Image.Tag,
            ["Webhooks:Secret"] = Secret,
        };
    }
}
