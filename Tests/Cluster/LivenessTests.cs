using Deployer.Images;
using Deployer.Kube.Pods;
using k8s;
using k8s.Models;
using Tests.Contract;
using Tests.Kube;

namespace Tests.Cluster;

/// <summary>Builds that answer 500, always or for a while.</summary>
[Trait("Category", "Cluster")]
public sealed class LivenessTests
{
    private static readonly TimeSpan Limit = Eventually.Longest;
    private bool _wasReady;
    private bool _wasUnready;

    [ClusterFact]
    public async Task Rollout_AlwaysSick_RestartsGetsNoTrafficAndIsRolledBack()
    {
        await using var bench = await KubeBench.CreateAsync(liveness: TestWorkloads.Liveness(periodSeconds: 1, failureThreshold: 3));
        await using var deployer = await ClusterDeployer.StartAsync(bench);
        var good = await bench.MakeAsync("good", Behaviour.Serves);
        await deployer.UntilAsync(await deployer.PushAsync(bench, good), "Succeeded");
        var sick = await bench.MakeAsync("sick", "serve", "0", "0", "1000000");

        var rollout = await deployer.PushAsync(bench, sick);
        var restarts = 0;
        await deployer.UntilAsync(Limit, "it is rolled back", async () =>
        {
            restarts = Math.Max(restarts, await LookAsync(bench, sick));
            return (await deployer.PhaseAsync(rollout)).Phase == "RolledBack";
        });

        restarts.Should().BePositive();
        _wasReady.Should().BeFalse("what is sick gets no traffic");
        (await deployer.PhaseAsync(rollout)).Message.Should().Contain("CrashLoopBackOff");
        (await bench.ReadyImagesAsync()).Should().OnlyContain(image => image.EndsWith($"{good}"));
    }

    [ClusterFact]
    public async Task Rollout_NeverReady_IsRolledBackAtTheDeadlineAndNamesThePodWithItsLastLines()
    {
        await using var bench = await KubeBench.CreateAsync();
        await using var deployer = await ClusterDeployer.StartAsync(
            bench, ("Releases:api:Tracks:canary:ProgressDeadline", "00:01:00"));
        var good = await bench.MakeAsync("good", Behaviour.Serves);
        await deployer.UntilAsync(await deployer.PushAsync(bench, good), "Succeeded");

        var rollout = await deployer.PushAsync(bench, await bench.MakeAsync("never", Behaviour.NeverReady));

        (await deployer.UntilAsync(rollout, "RolledBack")).Should().Contain("progress deadline exceeded").And.MatchRegex(
            "api-canary-[a-z0-9-]+: NotReady: container api: runs for [0-9]+ s and is not ready; last log lines: serving");
    }

    [ClusterFact]
    public async Task Rollout_SickForTwentySeconds_GetsNoTrafficMeanwhileAndIsLeftAlone()
    {
        await using var bench = await KubeBench.CreateAsync(liveness: TestWorkloads.Liveness(periodSeconds: 5, failureThreshold: 12));
        await using var templates = new TemplateLog(bench.Namespace);
        await using var deployer = await ClusterDeployer.StartAsync(bench);
        var good = await bench.MakeAsync("good", Behaviour.Serves);
        await deployer.UntilAsync(await deployer.PushAsync(bench, good), "Succeeded");

        var passing = await bench.MakeAsync("passing", Behaviour.Serves);
        var rollout = await deployer.PushAsync(bench, passing);
        await deployer.UntilAsync(rollout, "Succeeded");
        await LookAsync(bench, passing);
        await Task.WhenAll((await ReadyAsync(bench, passing)).Select(pod => ClusterPods.TellAsync(ClusterPods.AddressOf(pod), "sick/20")));
        await deployer.UntilAsync(Limit, "it is sick", async () =>
        {
            await LookAsync(bench, passing);
            return _wasReady && _wasUnready;
        });
        await deployer.UntilAsync(
            Limit, "it is well again", async () => (await ReadyAsync(bench, passing)).Count == KubeBench.Replicas);

        (await deployer.PhaseAsync(rollout)).Phase.Should().Be("Succeeded");
        await templates.HasAsync(2);
        templates.Images.Should().Equal($"{bench.Image}@{good}", $"{bench.Image}@{passing}");
    }

    private static async Task<IReadOnlyList<V1Pod>> ReadyAsync(KubeBench bench, Digest digest) =>
        [.. (await PodsAsync(bench, digest)).Where(pod => pod.IsReady)];

    private static async Task<IEnumerable<V1Pod>> PodsAsync(KubeBench bench, Digest digest) =>
        (await KubeBench.Admin.CoreV1.ListNamespacedPodAsync(bench.Namespace)).Items
            .Where(pod => pod.Spec.Containers[0].Image.EndsWith($"{digest}", StringComparison.Ordinal) && pod.IsAlive);

    /// <summary>Returns the most restarts of a pod of that image.</summary>
    private async Task<int> LookAsync(KubeBench bench, Digest digest)
    {
        var pods = (await PodsAsync(bench, digest)).ToList();
        _wasReady |= pods.Exists(pod => pod.IsReady);
        _wasUnready |= pods.Exists(pod => !pod.IsReady && pod.StatusOf("api")?.State?.Running is not null);
        return pods.Max(pod => pod.StatusOf("api")?.RestartCount) ?? 0;
    }
}
