using System.Net.Http.Json;
using System.Text.Json;
using Deployer.Images;
using Deployer.Kube;
using k8s;
using k8s.Models;
using Tests.Cluster;
using Tests.Kube;
using Tests.Tools;

namespace Benchmarks.Cluster;

/// <summary>
/// A namespace with a Deployer over two tracks, and beside each track a Deployment of the same shape that is changed by
/// hand. Those of canary are paused: a patch of them moves no pod.
/// </summary>
internal sealed class ClusterBench : IAsyncDisposable
{
    public const string Paused = "api-canary";
    public const string PausedByHand = "by-hand-paused";
    public const string Rolling = "api-stable";
    public const string RollingByHand = "by-hand";
    public const int Replicas = 2;

    private const string Secret = "a-secret-of-the-benchmark";
    private readonly ClusterNamespace _namespace;
    private readonly InstanceImages _images;
    private readonly string _repository;

    private ClusterBench(ClusterNamespace @namespace, InstanceImages images, DeployerProcess deployer)
    {
        _namespace = @namespace;
        _images = images;
        _repository = RepositoryIn(@namespace);
        Deployer = deployer;
    }

    public static Kubernetes Admin => TestCluster.Admin;

    public DeployerProcess Deployer { get; }

    public string Namespace => _namespace.Name;

    public required Sightings<V1Deployment> Deployments { get; init; }

    public required Sightings<V1Pod> Pods { get; init; }

    public static async Task<ClusterBench> CreateAsync()
    {
        var cluster = await ClusterNamespace.CreateAsync();
        var images = new InstanceImages();
        var image = $"{images.Image(RepositoryIn(cluster), "none")}";
        foreach (var name in new[] { Paused, PausedByHand, Rolling, RollingByHand })
        {
            await TestWorkloads.CreateAsync(Admin, cluster.Name, name, WorkloadKind.Deployment, image);
        }

        foreach (var name in new[] { Paused, PausedByHand })
        {
            await Kubectl.RunAsync("-n", cluster.Name, "rollout", "pause", $"deployment/{name}");
        }

        var address = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        var bench = new ClusterBench(cluster, images, await DeployerProcess.StartAsync(address, Settings(cluster, images)))
        {
            Deployments = Sightings<V1Deployment>.Begin(
                cancel => Admin.AppsV1.WatchListNamespacedDeploymentAsync(cluster.Name, cancellationToken: cancel)),
            Pods = Sightings<V1Pod>.Begin(
                cancel => Admin.CoreV1.WatchListNamespacedPodAsync(cluster.Name, cancellationToken: cancel)),
        };
        await bench.Deployments.FirstAsync(_ => true);
        return bench;
    }

    public ImageReference Tag(string track) => _images.Image(_repository, track);

    public Task<Digest> MakeAsync(string track, string mark, params string[] arguments) =>
        _images.PushAsync(Tag(track), mark, arguments);

    /// <summary>An image that the registry has, but not whole: nobody can run it.</summary>
    public Task<Digest> MakeBrokenAsync(string track, string mark) => _images.PushBrokenAsync(Tag(track), mark);

    /// <summary>Returns the id by which the rollout is found.</summary>
    public async Task<string> WebhookAsync(string track, Digest digest)
    {
        using var answer = await Deployer.Client.PostAsJsonAsync(
            $"/webhooks/generic/{Secret}", new { image = $"{Tag(track)}", digest = $"{digest}" });
        answer.EnsureSuccessStatusCode();
        var accepted = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted");
        return accepted[0].GetProperty("rollout").GetString()!;
    }

    public async Task<(string Phase, string Message)> PhaseAsync(string rollout)
    {
        var state = await Deployer.Client.GetFromJsonAsync<JsonElement>($"/api/rollouts/{rollout}");
        return (state.GetProperty("phase").GetString()!, state.GetProperty("message").GetString()!);
    }

    /// <summary>Returns the message that goes with the phase.</summary>
    public async Task<string> UntilAsync(string rollout, params string[] phases)
    {
        var message = "";
        await Deployer.UntilAsync(TimeSpan.FromSeconds(120), $"{rollout} is {string.Join(" or ", phases)}", async () =>
        {
            (var phase, message) = await PhaseAsync(rollout);
            return phases.Contains(phase);
        });
        return message;
    }

    public async ValueTask DisposeAsync()
    {
        await Deployer.DisposeAsync();
        await Deployments.DisposeAsync();
        await Pods.DisposeAsync();
        _images.Dispose();
        await _namespace.DisposeAsync();
    }

    private static string RepositoryIn(ClusterNamespace cluster) => $"slipway/{cluster.Name}";

    private static Dictionary<string, string?> Settings(ClusterNamespace cluster, InstanceImages images) => new()
    {
        ["Kube:Kubeconfig"] = cluster.KubeconfigFor(ClusterNamespace.Server),
        ["Kube:Services:api:Tracks:stable:Replicas"] = $"{Replicas}",
        ["Releases:api:Repository"] = $"{images.Image(RepositoryIn(cluster), "none").Repository}",
        ["Releases:api:Tracks:stable:Tag"] = "stable",
        ["Releases:api:Tracks:stable:PollInterval"] = "0",
        ["Releases:api:Tracks:canary:Tag"] = "canary",
        ["Releases:api:Tracks:canary:PollInterval"] = "0",
        ["Webhooks:Secret"] = Secret,
        ["Webhooks:PerMinute"] = "0",
    };
}
