using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Deployer.Kube;
using Deployer.Kube.Autoscaling;
using k8s;
using k8s.Models;
using ServiceDefaults.Access;
using Tests.Contract;
using Tests.Kube;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>A canary beside a stable that its autoscaler has scaled to one pod.</summary>
[Trait("Category", "Cluster")]
public sealed class ShareGuardTests
{
    private const string Operator = "a-token-of-an-operator-in-the-cluster-tests";
    private const string Secret = "a-secret-of-the-cluster-tests";
    private const string Stable = "api-stable";
    private static readonly TimeSpan Limit = Eventually.Longest;

    [ClusterFact]
    public async Task Canary_BesideASmallStable_WaitsUntilItIsRaisedWhichOutlivesACrashAndAnEdit()
    {
        await using var cluster = await KubeBench.CreateAsync();
        await TestWorkloads.CreateAsync(KubeBench.Admin, cluster.Namespace, Stable, WorkloadKind.Deployment, $"{cluster.Image}");
        await KubeBench.Admin.AutoscalingV1.CreateNamespacedHorizontalPodAutoscalerAsync(Autoscaler(), cluster.Namespace);
        await using (var first = await StartAsync(cluster))
        {
            await PushAsync(first, cluster, "stable", await cluster.MakeAsync("one", Behaviour.Serves));
            await first.UntilAsync(Limit, "stable has its one pod", async () => await ReadyAsync(cluster, Stable) == 1);

            await PushAsync(first, cluster, "canary", await cluster.MakeAsync("two", Behaviour.Serves));
            await first.UntilAsync(Limit, "the canary is ready", async () =>
            {
                // In this order: stable only grows meanwhile.
                var canaries = await ReadyAsync(cluster, "api-canary");
                (await ReadyAsync(cluster, Stable)).Should().BeGreaterThanOrEqualTo(3 * canaries, "a quarter is the canary's share");
                return canaries == 1;
            });
            var raised = await AutoscalerAsync(cluster);
            raised.Spec.MinReplicas.Should().Be(3);
            raised.GetAnnotation(KubeFloors.Was).Should().Be("1");

            await EditAsync(cluster, 2);
            await first.UntilAsync(Limit, "the edit is respected and raised", async () =>
                await AutoscalerAsync(cluster) is { Spec.MinReplicas: 3 } again && again.GetAnnotation(KubeFloors.Was) == "2");
            await first.KillAsync();
        }

        await using var second = await StartAsync(cluster);
        await second.UntilAsync(Limit, "the canary is aborted", async () =>
        {
            using var answer = await second.Client.PostAsJsonAsync("/api/tracks/api/canary/abort", new { reason = "a test" });
            return answer.IsSuccessStatusCode;
        });

        await second.UntilAsync(Limit, "stable's floor is what people have set", async () =>
            await AutoscalerAsync(cluster) is { Spec.MinReplicas: 2 } back && back.GetAnnotation(KubeFloors.Was) is null);
    }

    private static V1HorizontalPodAutoscaler Autoscaler() => new()
    {
        Metadata = new V1ObjectMeta { Name = Stable },
        Spec = new V1HorizontalPodAutoscalerSpec
        {
            MinReplicas = 1,
            MaxReplicas = 10,
            TargetCPUUtilizationPercentage = 50,
            ScaleTargetRef = new V1CrossVersionObjectReference { ApiVersion = "apps/v1", Kind = "Deployment", Name = Stable },
        },
    };

    private static async Task<DeployerProcess> StartAsync(KubeBench cluster)
    {
        var settings = new Dictionary<string, string?>(cluster.Configuration())
        {
            ["Kube:Services:api:Tracks:canary:Replicas"] = "1",
            ["Kube:Services:api:Tracks:stable:Replicas"] = "1",
            ["Webhooks:Secret"] = Secret,
            ["Releases:api:Repository"] = $"{cluster.Image.Repository}",
            ["Releases:api:Tracks:stable:Tag"] = "stable",
            ["Releases:api:Tracks:canary:Tag"] = cluster.Image.Tag,

            // Nobody measures there: the canary stays on trial.
            ["Measurements:Monitor:Address"] = "http://127.0.0.1:1",
            ["Access:Tokens:operator:Hash"] = Tokens.HashOf(Operator),
            ["Access:Tokens:operator:Role"] = "operator",
        };
        var port = FreePorts.Next().ToString(CultureInfo.InvariantCulture);
        var deployer = await DeployerProcess.StartAsync(new Uri($"http://127.0.0.1:{port}"), settings);
        deployer.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Operator);
        return deployer;
    }

    // Sends again where it is told to come again, as a registry does.
    private static Task PushAsync(DeployerProcess deployer, KubeBench cluster, string tag, Deployer.Images.Digest digest) =>
        deployer.UntilAsync(Limit, $"the push of {tag} is accepted", async () =>
        {
            using var answer = await deployer.Client.PostAsJsonAsync(
                $"/webhooks/generic/{Secret}", new { image = $"{cluster.Image.Repository}:{tag}", digest = $"{digest}" });
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return false;
            }

            answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
            return true;
        });

    private static async Task<int> ReadyAsync(KubeBench cluster, string track) =>
        (await KubeBench.Admin.CoreV1.ListNamespacedPodAsync(cluster.Namespace, labelSelector: $"track={track}")).Items
            .Count(pod => pod.Status.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true);

    private static Task<V1HorizontalPodAutoscaler> AutoscalerAsync(KubeBench cluster) =>
        KubeBench.Admin.AutoscalingV1.ReadNamespacedHorizontalPodAutoscalerAsync(Stable, cluster.Namespace);

    private static async Task EditAsync(KubeBench cluster, int min) =>
        await KubeBench.Admin.AutoscalingV1.PatchNamespacedHorizontalPodAutoscalerAsync(
            new V1Patch(new { spec = new { minReplicas = min } }, V1Patch.PatchType.MergePatch), Stable, cluster.Namespace);
}
