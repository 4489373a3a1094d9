using System.Diagnostics;
using Deployer.Images;
using k8s.Models;
using Tests.Cluster;

namespace Benchmarks.Cluster;

/// <summary>How long a bad image stays: until its trouble stands in a pod's status, until the Deployer has seen it, until the good one is back.</summary>
internal sealed class BadImages(ClusterBench bench)
{
    private const int Rounds = 5;
    private static readonly TimeSpan KubectlPatience = TimeSpan.FromSeconds(30);

    public Task<IReadOnlyList<Spread>> MeasureCrashAsync() => MeasureAsync(
        "first crash",
        mark => bench.MakeAsync("stable", mark, "crash"),
        status => status.RestartCount > 0 || status.State?.Terminated is not null || status.LastState?.Terminated is not null);

    /// <summary>Of an image that the registry knows by name, but that cannot be pulled.</summary>
    public Task<IReadOnlyList<Spread>> MeasurePullAsync() => MeasureAsync(
        "first failed pull",
        mark => bench.MakeBrokenAsync("stable", mark),
        status => status.State?.Waiting?.Reason is "ErrImagePull" or "ImagePullBackOff");

    /// <summary>Of a digest that the registry does not have: no pod ever hears of it.</summary>
    public async Task<Spread> MeasureUnknownAsync()
    {
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            var rollout = await bench.WebhookAsync("stable", Digest.Parse($"sha256:{round:d64}"));
            await bench.UntilAsync(rollout, "Failed");
            seconds.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
        }

        return new Spread("webhook to «Failed», nothing touched", seconds);
    }

    /// <summary>What kubectl says of the crashing image; it is undone afterwards.</summary>
    public async Task<string> AskKubectlAsync()
    {
        var deployment = $"deployment/{ClusterBench.RollingByHand}";
        var image = bench.Tag("stable").At(await bench.MakeAsync("stable", "crash by hand", "crash"));
        await Kubectl.RunAsync("-n", bench.Namespace, "set", "image", deployment, $"api={image}");
        try
        {
            await Kubectl.RunAsync(
                "-n", bench.Namespace, "rollout", "status", deployment, $"--timeout={KubectlPatience.TotalSeconds}s");
            return "it succeeded";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message.Contains("timed out", StringComparison.Ordinal)
                ? $"still waiting after {KubectlPatience.TotalSeconds} s"
                : exception.Message;
        }
        finally
        {
            await Kubectl.RunAsync("-n", bench.Namespace, "rollout", "undo", deployment);
        }
    }

    private async Task<IReadOnlyList<Spread>> MeasureAsync(
        string trouble, Func<string, Task<Digest>> make, Func<V1ContainerStatus, bool> isTrouble)
    {
        List<double> visible = [], detected = [], back = [];
        for (var round = 0; round < Rounds; round++)
        {
            var digest = await make($"{trouble} {round}");
            var seen = bench.Pods.FirstAsync(pod =>
                pod.Spec.Containers[0].Image.EndsWith($"{digest}", StringComparison.Ordinal) &&
                pod.Status.ContainerStatuses is [var status] && isTrouble(status));
            var from = Stopwatch.GetTimestamp();
            var rollout = await bench.WebhookAsync("stable", digest);
            await bench.UntilAsync(rollout, "RollingBack", "RolledBack");
            var known = Stopwatch.GetTimestamp();
            await bench.UntilAsync(rollout, "RolledBack");
            var end = Stopwatch.GetTimestamp();
            var first = await seen;
            visible.Add(Stopwatch.GetElapsedTime(from, first).TotalSeconds);
            detected.Add(Stopwatch.GetElapsedTime(first, known).TotalSeconds);
            back.Add(Stopwatch.GetElapsedTime(first, end).TotalSeconds);
        }

        return
        [
            new Spread($"webhook to the {trouble} in a pod's status", visible),
            new Spread($"{trouble} to «RollingBack»", detected),
            new Spread($"{trouble} to every pod on the good image again, «RolledBack»", back),
        ];
    }
}
