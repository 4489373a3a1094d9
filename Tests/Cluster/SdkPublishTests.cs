using Deployer.Kube;
using Deployer.Kube.Pods;
using k8s;
using Tests.Kube;

namespace Tests.Cluster;

/// <summary>A build's own way: the SDK publishes a container, the registry tells of it, and its pods are Ready. For both tracks.</summary>
[Trait("Category", "Cluster")]
[Collection(NotifiedCollection.Name)]
public sealed class SdkPublishTests
{
    private const string Sample = "Tests/Deployer/Local/Sample/Sample.csproj";
    private static readonly TimeSpan Limit = Eventually.Longest;

    [NotifiedFact]
    public async Task PublishContainer_StableAndCanary_AreReadyWithoutAHandBetween()
    {
        await using var bench = await KubeBench.CreateAsync();
        await TestWorkloads.CreateAsync(
            KubeBench.Admin, bench.Namespace, "api-stable", WorkloadKind.Deployment, $"{bench.Image}");
        var notify = NotifiedFactAttribute.Address!;
        await using var deployer = await ClusterDeployer.StartAsync(
            notify,
            bench,
            ("Webhooks:Secret", notify.Segments[^1]),
            ("Webhooks:PerMinute", "0"), // whoever listens first is told of every push that there was before
            ("Releases:api:Tracks:stable:Tag", "stable"));
        await SdkImage.PushBaseAsync();

        foreach (var tag in new[] { "stable", "canary" })
        {
            await SdkImage.PublishAsync(Sample, bench.Image with { Tag = tag });

            await deployer.UntilAsync(Limit, $"the pods of {tag} are ready", async () =>
            {
                var pods = await KubeBench.Admin.CoreV1.ListNamespacedPodAsync(bench.Namespace, labelSelector: $"track=api-{tag}");
                return pods.Items.Count > 0 && pods.Items.All(pod =>
                    pod.IsReady && pod.Spec.Containers[0].Image.StartsWith($"{bench.Image.Repository}:{tag}@sha256:", StringComparison.Ordinal));
            });
        }
    }
}
