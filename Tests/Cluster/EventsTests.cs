using Deployer.Kube;
using k8s;
using k8s.Models;
using Tests.Contract;
using Tests.Kube;

namespace Tests.Cluster;

/// <summary>What <c>kubectl describe</c> tells of a workload's rollouts.</summary>
[Trait("Category", "Cluster")]
public sealed class EventsTests
{
    [ClusterFact]
    public Task Rollouts_OfADeployment_AreEventsOnIt() => TellAsync(WorkloadKind.Deployment);

    [ClusterFact]
    public Task Rollouts_OfAReplicationController_AreEventsOnIt() => TellAsync(WorkloadKind.ReplicationController);

    private static async Task TellAsync(WorkloadKind kind)
    {
        await using var bench = await KubeBench.CreateAsync(kind);
        await using var deployer = await ClusterDeployer.StartAsync(bench);
        var good = await bench.MakeAsync("good", Behaviour.Serves);
        await deployer.UntilAsync(await deployer.PushAsync(bench, good), "Succeeded");
        await deployer.UntilAsync(
            await deployer.PushAsync(bench, await bench.MakeAsync("bad", Behaviour.Crashes)), "RolledBack");

        IList<Corev1Event> events = [];
        await Eventually.TrueAsync(async () =>
        {
            var all = await KubeBench.Admin.CoreV1.ListNamespacedEventAsync(bench.Namespace);
            events = [.. all.Items.Where(item => item.Source.Component == "slipway")];
            return events.Any(item => item.Reason == "RolloutRolledBack");
        });
        events.Should().OnlyContain(item =>
            item.InvolvedObject.Kind == $"{kind}" && item.InvolvedObject.Name.StartsWith("api-canary"));
        events.Select(item => (item.Type, item.Reason)).Should().BeEquivalentTo(
        [
            ("Normal", "RolloutProgressing"),
            ("Normal", "RolloutSucceeded"),
            ("Normal", "RolloutProgressing"),
            ("Warning", "RolloutRollingBack"),
            ("Warning", "RolloutRolledBack"),
        ]);
        events.Single(item => item.Reason == "RolloutRollingBack").Message.Should().Contain("CrashLoopBackOff").And.Contain("boom");
    }
}
