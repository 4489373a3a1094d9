using System.Diagnostics;
using k8s.Models;
using Tests.Cluster;

namespace Benchmarks.Cluster;

/// <summary>From the first byte until every pod is ready, and until that is said: by the Deployer, and by kubectl. In turns.</summary>
internal sealed class ReadyTime(ClusterBench bench)
{
    private const int Rounds = 7;
    private readonly List<double> _ready = [];
    private readonly List<double> _said = [];
    private readonly List<double> _readyByHand = [];
    private readonly List<double> _saidByHand = [];

    public async Task<IReadOnlyList<Spread>> MeasureAsync()
    {
        // From nothing to pods is not what is measured.
        await RollAsync("start", record: false);
        await Kubectl.RunAsync(
            "-n", bench.Namespace, "scale", $"deployment/{ClusterBench.RollingByHand}", $"--replicas={ClusterBench.Replicas}");
        await RollByHandAsync("start", record: false);
        for (var round = 0; round < Rounds; round++)
        {
            await RollAsync($"ready {round}");
            await RollByHandAsync($"ready {round}");
        }

        return
        [
            new Spread("webhook to every pod ready", _ready),
            new Spread("webhook to «Succeeded» from the Deployer's API", _said),
            new Spread("`kubectl set image` to every pod ready", _readyByHand),
            new Spread("`kubectl set image` and `kubectl rollout status` to their end", _saidByHand),
        ];
    }

    private async Task RollAsync(string mark, bool record = true)
    {
        var digest = await bench.MakeAsync("stable", mark, "serve");
        var ready = ReadyAsync(ClusterBench.Rolling, bench.Tag("stable").At(digest));
        var from = Stopwatch.GetTimestamp();
        var rollout = await bench.WebhookAsync("stable", digest);
        await bench.UntilAsync(rollout, "Succeeded");
        await AddAsync(record, from, ready, _ready, _said);
    }

    private async Task RollByHandAsync(string mark, bool record = true)
    {
        var image = bench.Tag("stable").At(await bench.MakeAsync("stable", $"{mark} by hand", "serve"));
        var ready = ReadyAsync(ClusterBench.RollingByHand, image);
        var from = Stopwatch.GetTimestamp();
        await Kubectl.RunAsync("-n", bench.Namespace, "set", "image", $"deployment/{ClusterBench.RollingByHand}", $"api={image}");
        await Kubectl.RunAsync("-n", bench.Namespace, "rollout", "status", $"deployment/{ClusterBench.RollingByHand}");
        await AddAsync(record, from, ready, _readyByHand, _saidByHand);
    }

    private static async Task AddAsync(bool record, long from, Task<long> ready, List<double> seen, List<double> said)
    {
        var end = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var pods = Stopwatch.GetElapsedTime(from, await ready).TotalSeconds;
        if (record)
        {
            said.Add(end);
            seen.Add(pods);
        }
    }

    // What `kubectl rollout status` waits for, and the number that is wanted in the end.
    private Task<long> ReadyAsync(string name, string image) => bench.Deployments.FirstAsync(deployment =>
        deployment.Name() == name &&
        deployment.Spec.Template.Spec.Containers[0].Image == image &&
        deployment.Status is { } status &&
        status.ObservedGeneration >= deployment.Metadata.Generation &&
        status.UpdatedReplicas == ClusterBench.Replicas &&
        status.AvailableReplicas == ClusterBench.Replicas &&
        status.Replicas == ClusterBench.Replicas);
}
