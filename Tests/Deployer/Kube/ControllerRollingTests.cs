using Deployer.Kube;
using Deployer.Kube.Pods;
using Deployer.Rollouts;
using k8s;
using k8s.Models;
using Tests.Cluster;
using Tests.Contract;

namespace Tests.Kube;

[Trait("Category", "Cluster")]
public sealed class ControllerRollingTests : IAsyncLifetime
{
    private KubeBench _bench = null!;

    public async Task InitializeAsync() => _bench = await KubeBench.CreateAsync(WorkloadKind.ReplicationController);

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [ClusterFact]
    public async Task Roll_PodByPod_ServesWithAsManyAsWantedAtEveryMoment()
    {
        await using var adapter = new KubeAdapter(_bench);
        await using var watch = await adapter.WatchAsync();
        var first = await _bench.ReleaseAsync("one");
        await adapter.RollAsync(first);
        await adapter.CompletedAsync(first);
        await using var count = await ReadyCount.StartAsync(_bench.Namespace);

        var second = await _bench.ReleaseAsync("two");
        await adapter.RollAsync(second);
        await adapter.CompletedAsync(second);

        count.Least.Should().Be(KubeBench.Replicas);
        count.Most.Should().BeLessThanOrEqualTo(KubeBench.Replicas + 1);
        (await ControllersAsync()).Should().Equal($"api-canary-{second.Digest.Short}");
    }

    [ClusterFact]
    public async Task Roll_DeployerDiesHalfWay_TheNextGoesOnFromThere()
    {
        var first = await _bench.ReleaseAsync("one");
        var second = new Release(_bench.Image, await _bench.MakeAsync("slow", "serve", "2"));
        await using (var adapter = new KubeAdapter(_bench))
        {
            await using var watch = await adapter.WatchAsync();
            await adapter.RollAsync(first);
            await adapter.CompletedAsync(first);
            await adapter.RollAsync(second);
            await adapter.ObservedAsync(seen => seen.Progress is { Updated: > 0, Outdated: > 0 });
        }

        await using var next = new KubeAdapter(_bench);
        await using var watched = await next.WatchAsync();

        await next.CompletedAsync(second);
        (await ControllersAsync()).Should().Equal($"api-canary-{second.Digest.Short}");
    }

    [ClusterFact]
    public async Task Roll_BackFromACrash_LeavesThePodsThatServe()
    {
        await using var adapter = new KubeAdapter(_bench);
        await using var watch = await adapter.WatchAsync();
        var good = await _bench.ReleaseAsync("good");
        await adapter.RollAsync(good);
        await adapter.CompletedAsync(good);
        var before = await PodsAsync();
        await adapter.RollAsync(await _bench.ReleaseAsync("bad", Behaviour.Crashes));
        await adapter.ObservedAsync(seen => seen.Faults.Count > 0);

        await adapter.RollAsync(good);
        await adapter.CompletedAsync(good);

        (await PodsAsync()).Should().BeEquivalentTo(before);
        (await ControllersAsync()).Should().Equal($"api-canary-{good.Digest.Short}");
    }

    /// <summary>What is left to do is to delete the empty controller, and that may be under way already.</summary>
    [ClusterFact]
    public async Task ScaleAsync_BeforeTheLastStepOfARollout_HoldsAfterIt()
    {
        // Nobody watches, so that nobody takes the steps but this.
        await using var adapter = new KubeAdapter(_bench);
        var release = await _bench.ReleaseAsync("one");
        await adapter.RollAsync(release);
        await ScaleAsync("api-canary", 0);
        await ScaleAsync($"api-canary-{release.Digest.Short}", KubeBench.Replicas);

        await Persistently.DoAsync(() => adapter.Workloads.ScaleAsync(_bench.Track, KubeBench.Replicas + 1, default));
        await KubeBench.Admin.CoreV1.DeleteNamespacedReplicationControllerAsync("api-canary", _bench.Namespace);
        await ControllersAsync();

        (await adapter.ObservedAsync(_ => true)).Progress.Wanted.Should().Be(KubeBench.Replicas + 1);
    }

    private Task<V1ReplicationController> ScaleAsync(string controller, int replicas) =>
        KubeBench.Admin.CoreV1.PatchNamespacedReplicationControllerAsync(
            new V1Patch(new { spec = new { replicas } }, V1Patch.PatchType.MergePatch), controller, _bench.Namespace);

    private async Task<IEnumerable<string>> PodsAsync() =>
        (await KubeBench.Admin.CoreV1.ListNamespacedPodAsync(_bench.Namespace)).Items
            .Where(pod => pod.IsReady).Select(pod => pod.Name());

    // The last of the old ones is deleted after the track is complete.
    private async Task<IEnumerable<string>> ControllersAsync()
    {
        IList<V1ReplicationController> found = [];
        await Eventually.TrueAsync(async () =>
        {
            found = (await KubeBench.Admin.CoreV1.ListNamespacedReplicationControllerAsync(_bench.Namespace)).Items;
            return found.Count == 1;
        }, "one controller is left", Eventually.Longest);
        return found.Select(controller => controller.Name());
    }
}
