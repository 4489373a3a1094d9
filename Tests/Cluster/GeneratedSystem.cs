using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Deployer.Kube;
using k8s;
using k8s.Models;
using Tests.Hosting;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>
/// The whole system as a person brings it up: images published, YAML generated, secrets filled in, applied with kubectl.
/// </summary>
internal sealed class GeneratedSystem : IAsyncDisposable
{
    private static int _count;
    private readonly ConcurrentDictionary<string, string> _addresses = new();
    private readonly string _manifest;
    private readonly GeneratedFolder _folder;
    private readonly ClaimedVolume _volume;
    private string _redis = "";
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    private GeneratedSystem(string registry, string manifest, IReadOnlyList<string> deployer)
    {
        _manifest = manifest;
        Registry = $"{registry}/{Namespace}";
        _folder = new GeneratedFolder(manifest, Namespace, Registry, deployer);
        _volume = new ClaimedVolume(Namespace);
    }

    /// <summary>The manifest of this repository's own application.</summary>
    public static string OwnManifest => Path.Combine(Repository.Root, "aspire-manifest.json");

    public string Namespace { get; } =
        $"slipway-generated-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    public string Registry { get; }

    private static Kubernetes Admin => TestCluster.Admin;

    /// <summary>Returns once every pod is ready.</summary>
    /// <param name="deployer">Settings of the Deployer beside those that are generated, as <c>name=value</c>.</param>
    public static async Task<GeneratedSystem> StartAsync(string manifest, params string[] deployer)
    {
        var system = new GeneratedSystem(await RegistryAsync(), manifest, deployer);
        try
        {
            system._redis = (await ScriptAsync("redis-image")).Split('/')[^1];
            await system.PublishAsync("--tag", "stable", "--tag", "canary");
            await system.GenerateAsync();
            system._folder.FillIn();
            system._folder.WriteOverlay(system._redis);
            await system._volume.AddAsync();
            await system.ApplyAsync();
            await system.ReadyAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public async Task PublishAsync(params string[] arguments)
    {
        // Not everyone's registry has TLS; to the SDK only that of this machine needs none.
        var host = Registry.Split('/')[0];
        Environment.SetEnvironmentVariable("DOTNET_CONTAINER_INSECURE_REGISTRIES", host);
        var baseImage = $"{host}/{(await ScriptAsync("base-image")).Split('/')[^1]}";
        using var turn = await ReleaseBuild.TurnAsync();
        var run = await CommandRun.OfAsync(
            ["images", "--manifest", _manifest, "--registry", Registry, "--base-image", baseImage, .. arguments]);
        run.ExitCode.Should().Be(0, run.Errors);
    }

    public Task GenerateAsync(params string[] arguments) => _folder.GenerateAsync(arguments);

    /// <summary>Has the Deployer run with these settings too, as <c>name=value</c>.</summary>
    public async Task ConfigureAsync(params string[] deployer)
    {
        _folder.WriteOverlay(_redis, deployer);
        await ApplyAsync();
        await ReadyAsync();

        // The replica with the settings before leads until it is told to stop, which is after the new one is ready.
        var replica = (await PodsAsync("deployer")).Should().ContainSingle().Subject.Name();
        await UntilAsync($"{replica} leads", Eventually.Longest, async () =>
            (await Admin.CoordinationV1.ReadNamespacedLeaseAsync(new LeaseOptions().Name, Namespace))
                .Spec.HolderIdentity.StartsWith($"{replica}_", StringComparison.Ordinal));
    }

    public Task ApplyAsync() => Kubectl.RunAsync("apply", "-k", _folder.Overlay);

    public Task<string> DryRunAsync() => Kubectl.RunAsync("apply", "-k", _folder.Overlay, "--dry-run=server");

    /// <summary>Fails where there is a difference.</summary>
    public Task<string> DiffAsync() => Kubectl.RunAsync("diff", "-k", _folder.Overlay);

    public async Task ReadyAsync()
    {
        await RolledOutAsync("statefulset/redis");
        foreach (var deployment in (await Admin.AppsV1.ListNamespacedDeploymentAsync(Namespace)).Items)
        {
            await RolledOutAsync($"deployment/{deployment.Name()}");
        }
    }

    public async Task<IList<V1Pod>> PodsAsync(string? service = null)
    {
        var pods = await Admin.CoreV1.ListNamespacedPodAsync(
            Namespace, labelSelector: service is null ? null : $"app.kubernetes.io/name={service}");
        return [.. pods.Items.Where(pod => pod.Metadata.DeletionTimestamp is null)];
    }

    /// <summary>The images of a Deployment's pods, those that are being stopped among them.</summary>
    public async Task<IReadOnlyList<string>> ImagesAsync(string deployment) =>
    [
        .. (await Admin.CoreV1.ListNamespacedPodAsync(Namespace)).Items
            .Where(pod => pod.Name().StartsWith($"{deployment}-", StringComparison.Ordinal))
            .Select(pod => pod.Spec.Containers[0].Image),
    ];

    /// <summary>What each workload's template is now: another one means that it was rolled.</summary>
    public async Task<IReadOnlyList<string>> RevisionsAsync()
    {
        var sets = await Admin.AppsV1.ListNamespacedReplicaSetAsync(Namespace);
        var stateful = await Admin.AppsV1.ListNamespacedStatefulSetAsync(Namespace);
        return
        [
            .. sets.Items.Where(set => set.Spec.Replicas > 0).Select(set => set.Name()),
            .. stateful.Items.Select(set => set.Status.UpdateRevision),
        ];
    }

    public Task<V1Deployment> DeploymentAsync(string name) =>
        Admin.AppsV1.ReadNamespacedDeploymentAsync(name, Namespace);

    public Task DeletePodAsync(string name) =>
        Admin.CoreV1.DeleteNamespacedPodAsync(name, Namespace, gracePeriodSeconds: 1);

    /// <summary>Through the Service's own address: each request is a new connection, and gets to some pod of it.</summary>
    public async Task<(HttpStatusCode Status, string Body)> AskAsync(
        HttpMethod method, string service, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(await AddressAsync(service), path));
        request.Headers.ConnectionClose = true;
        request.Headers.Authorization = new("Bearer", GeneratedFolder.Token);
        request.Headers.Accept.Add(new("application/json"));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Of the Service; reached from the node.</summary>
    public async Task<Uri> AddressAsync(string service)
    {
        if (!_addresses.TryGetValue(service, out var address))
        {
            address = (await Admin.CoreV1.ReadNamespacedServiceAsync(service, Namespace)).Spec.ClusterIP;
            _addresses[service] = address;
        }

        return new Uri($"http://{address}:8080");
    }

    /// <summary>As a registry does after a push: sends again where it is told to come again. Returns the rollout's id.</summary>
    public async Task<string> CallWebhookAsync(string tag)
    {
        var rollout = "";
        await UntilAsync($"the push of {tag} is accepted", Eventually.Longest, async () =>
        {
            var (status, body) = await AskAsync(
                HttpMethod.Post,
                "deployer",
                $"/webhooks/generic/{GeneratedFolder.WebhookSecret}",
                $$"""{ "image": "{{Registry}}/api:{{tag}}" }""");
            if (status == HttpStatusCode.ServiceUnavailable)
            {
                return false;
            }

            status.Should().Be(HttpStatusCode.Accepted, body);
            rollout = JsonDocument.Parse(body).RootElement.GetProperty("accepted")[0].GetProperty("rollout").GetString()!;
            return true;
        });
        return rollout;
    }

    /// <summary>Waits until the Deployer tells of the rollout what is asked for; returns what it tells then.</summary>
    public async Task<JsonElement> UntilAsync(string rollout, TimeSpan limit, Func<JsonElement, bool> holds)
    {
        JsonElement state = default;
        await UntilAsync($"rollout {rollout} comes to it", limit, async () =>
        {
            var (status, body) = await AskAsync(HttpMethod.Get, "deployer", $"/api/rollouts/{rollout}");
            if (status != HttpStatusCode.OK)
            {
                return false;
            }

            state = JsonDocument.Parse(body).RootElement;
            return holds(state);
        });
        return state;
    }

    public async Task UntilAsync(string what, TimeSpan limit, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < limit)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Not there yet.
            }

            await Task.Delay(500);
        }

        throw new TimeoutException($"Not within {limit}: {what}.\n{await DescribeAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Kubectl.RunAsync("delete", "namespace", Namespace, "--ignore-not-found", "--wait=false");
        await _volume.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Pods and nodes reach it under this name: not localhost, which is another one in each pod.</summary>
    private static async Task<string> RegistryAsync()
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_TEST_REGISTRY") is { Length: > 0 } given)
        {
            return given;
        }

        var nodes = await Admin.CoreV1.ListNodeAsync();
        return $"{nodes.Items[0].Status.Addresses.First(address => address.Type == "InternalIP").Address}:5000";
    }

    private static async Task<string> ScriptAsync(string name) =>
        (await Command.RunAsync(Path.Combine(Repository.Root, "Tests", "Cluster", name))).Trim();

    private Task<string> RolledOutAsync(string workload) =>
        Kubectl.RunAsync("-n", Namespace, "rollout", "status", workload, $"--timeout={Eventually.Longest.TotalSeconds}s");

    private async Task<string> DescribeAsync() => string.Join(
        '\n',
        await Kubectl.RunAsync("-n", Namespace, "get", "pods,hpa,deployments", "-o", "wide"),
        await Kubectl.RunAsync("-n", Namespace, "get", "events", "--sort-by=.lastTimestamp"),
        await Kubectl.RunAsync("-n", Namespace, "logs", "deployment/deployer", "--tail=40"));
}
