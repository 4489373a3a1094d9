using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AppHost;
using k8s;
using k8s.Models;
using Tests.Hosting;

namespace Tests.Cluster;

/// <summary>
/// The whole system as a person brings it up: images published, YAML generated, secrets filled in, applied with kubectl. What
/// this cluster needs otherwise stands in an overlay.
/// </summary>
internal sealed class GeneratedSystem : IAsyncDisposable
{
    private const string WebhookSecret = "a-webhook-secret-of-the-tests";
    private const string Token = "a-token-of-an-admin-in-the-tests-of-what-is-generated";
    private const UnixFileMode EveryonesFolder = (UnixFileMode)0x1FF;
    private static int _count;
    private readonly ConcurrentDictionary<string, string> _addresses = new();
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _volume = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };


    private GeneratedSystem(string registry) => Registry = $"{registry}/{Namespace}";

    public string Namespace { get; } = $"slipway-generated-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";

    public string Registry { get; }

    private static Kubernetes Admin => TestCluster.Admin;

    private string Host => Registry.Split('/')[0];

    /// <summary>Returns once every pod is ready.</summary>
    public static async Task<GeneratedSystem> StartAsync()
    {
        var system = new GeneratedSystem(await RegistryAsync());
        try
        {
            var redis = await ScriptAsync("redis-image");
            await system.PublishAsync("--tag", "stable", "--tag", "canary");
            await system.GenerateAsync();
            system.FillIn();
            system.WriteOverlay(redis.Split('/')[^1]);
            await system.AddVolumeAsync();
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
        Environment.SetEnvironmentVariable("DOTNET_CONTAINER_INSECURE_REGISTRIES", Host);
        var baseImage = $"{Host}/{(await ScriptAsync("base-image")).Split('/')[^1]}";
        var run = await RunAsync(["images", "--manifest", Manifest, "--registry", Registry, "--base-image", baseImage, .. arguments]);
        run.ExitCode.Should().Be(0, run.Output);
    }

    public async Task GenerateAsync(params string[] arguments)
    {
        var run = await RunAsync(
        [
            "generate", "--manifest", Manifest, "--output", Output, "--registry", Registry, "--namespace", Namespace, "--force",
            .. arguments,
        ]);
        run.ExitCode.Should().Be(0, run.Output);
        await AgeAsync();
    }

    public Task ApplyAsync() => Kubectl.RunAsync("apply", "-k", Overlay);

    public Task<string> DryRunAsync() => Kubectl.RunAsync("apply", "-k", Overlay, "--dry-run=server");

    /// <summary>Fails where there is a difference.</summary>
    public Task<string> DiffAsync() => Kubectl.RunAsync("diff", "-k", Overlay);

    public async Task ReadyAsync()
    {
        await Kubectl.RunAsync("-n", Namespace, "rollout", "status", "statefulset/redis", "--timeout=120s");
        foreach (var deployment in (await Admin.AppsV1.ListNamespacedDeploymentAsync(Namespace)).Items)
        {
            await Kubectl.RunAsync("-n", Namespace, "rollout", "status", $"deployment/{deployment.Name()}", "--timeout=120s");
        }
    }

    public async Task<IList<V1Pod>> PodsAsync(string? service = null)
    {
        var pods = await Admin.CoreV1.ListNamespacedPodAsync(
            Namespace, labelSelector: service is null ? null : $"app.kubernetes.io/name={service}");
        return [.. pods.Items.Where(pod => pod.Metadata.DeletionTimestamp is null)];
    }

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

    public Task<V1Deployment> DeploymentAsync(string name) => Admin.AppsV1.ReadNamespacedDeploymentAsync(name, Namespace);

    public Task DeletePodAsync(string name) => Admin.CoreV1.DeleteNamespacedPodAsync(name, Namespace, gracePeriodSeconds: 1);

    /// <summary>Through the Service's own address: each request is a new connection, and gets to some pod of it.</summary>
    public async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpMethod method, string service, string path, string? json = null)
    {
        if (!_addresses.TryGetValue(service, out var address))
        {
            address = (await Admin.CoreV1.ReadNamespacedServiceAsync(service, Namespace)).Spec.ClusterIP;
            _addresses[service] = address;
        }

        using var request = new HttpRequestMessage(method, $"http://{address}:8080{path}");
        request.Headers.ConnectionClose = true;
        request.Headers.Authorization = new("Bearer", Token);
        request.Headers.Accept.Add(new("application/json"));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>As a registry does after a push.</summary>
    public Task<(HttpStatusCode Status, string Body)> CallWebhookAsync(string tag) => AskAsync(
        HttpMethod.Post, "deployer", $"/webhooks/generic/{WebhookSecret}", $$"""{ "image": "{{Registry}}/api:{{tag}}" }""");

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
        await Kubectl.RunAsync("delete", "persistentvolume", Namespace, "--ignore-not-found", "--wait=false");
        _folder.Dispose();
        try
        {
            _volume.Dispose();
        }
        catch (IOException)
        {
            // The pod that writes there may not have ended yet; the folder is a temporary one.
        }
    }

    private static string Manifest => Path.Combine(Repository.Root, "aspire-manifest.json");

    private string Output => Path.Combine(_folder.Path, "k8s");

    private string Base => Path.Combine(Output, "base");

    private string Overlay => Path.Combine(Output, "overlays", "test");

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

    private static async Task<string> ScriptAsync(string name)
    {
        var script = Path.Combine(Repository.Root, "Tests", "Cluster", name);
        using var process = Process.Start(new ProcessStartInfo(script) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, $"{name} must work");
        return output.Trim();
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        var exitCode = await Commands.RunAsync(arguments, new() { Output = output, Error = output });
        return (exitCode, output.ToString());
    }

    private void FillIn()
    {
        var password = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
        File.WriteAllText(Path.Combine(Base, "secrets", "redis-password.env"), $"value={password}\nvalue-uri={password}\n");
        File.WriteAllText(Path.Combine(Base, "secrets", "webhook-secret.env"), $"value={WebhookSecret}\n");
        File.WriteAllText(Path.Combine(Base, "secrets", "access-tokens.env"), $$"""ci={"hash": "{{hash}}", "role": "admin"}""");
    }

    /// <summary>Small requests, the images that can be had here, a quick scale-down.</summary>
    private void WriteOverlay(string redis)
    {
        Directory.CreateDirectory(Overlay);
        File.WriteAllText(Path.Combine(Overlay, "kustomization.yaml"), $$"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: {{Namespace}}
            resources: [../../base]
            images:
              - name: docker.io/library/redis
                newName: {{Host}}/{{redis.Split(':')[0]}}
                newTag: "{{redis.Split(':')[1]}}"
            configMapGenerator:
              - name: deployer-config
                namespace: {{Namespace}}
                behavior: merge
                literals: ["Registry__Insecure__0={{Host}}"]
            patches:
              - target: { kind: Deployment }
                patch: |-
                  - { op: replace, path: /spec/template/spec/containers/0/resources/requests, value: { cpu: 40m, memory: 64Mi } }
              - target: { kind: Deployment, name: api-stable }
                patch: |-
                  - { op: replace, path: /spec/template/spec/containers/0/resources/requests/cpu, value: 100m }
              - target: { kind: StatefulSet }
                patch: |-
                  - { op: replace, path: /spec/template/spec/containers/0/resources/requests, value: { cpu: 20m, memory: 32Mi } }
              - target: { kind: HorizontalPodAutoscaler }
                patch: |-
                  - { op: replace, path: /spec/maxReplicas, value: 3 }
                  - { op: replace, path: /spec/behavior/scaleDown/stabilizationWindowSeconds, value: 10 }
                  - { op: replace, path: /spec/behavior/scaleDown/policies, value: [{ type: Pods, value: 2, periodSeconds: 15 }] }
            """);
    }

    /// <summary>Before 1.25 these two have another version; nothing else differs.</summary>
    private async Task AgeAsync()
    {
        var version = await Admin.Version.GetCodeAsync();
        if (int.Parse(version.Minor.TrimEnd('+'), CultureInfo.InvariantCulture) >= 25)
        {
            return;
        }

        foreach (var file in Directory.GetFiles(Base, "*.yaml"))
        {
            File.WriteAllText(file, File.ReadAllText(file)
                .Replace("apiVersion: autoscaling/v2\n", "apiVersion: autoscaling/v2beta2\n", StringComparison.Ordinal)
                .Replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n", StringComparison.Ordinal));
        }
    }

    /// <summary>For the claim of Redis, where the cluster makes none by itself.</summary>
    private async Task AddVolumeAsync()
    {
        if ((await Admin.StorageV1.ListStorageClassAsync()).Items.Count > 0)
        {
            return;
        }

        // The node is this machine; a claim elsewhere gets its volume from a storage class.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_volume.Path, EveryonesFolder);
        }

        await Admin.CoreV1.CreatePersistentVolumeAsync(new V1PersistentVolume
        {
            Metadata = new V1ObjectMeta { Name = Namespace },
            Spec = new V1PersistentVolumeSpec
            {
                Capacity = new Dictionary<string, ResourceQuantity> { ["storage"] = new("1Gi") },
                AccessModes = ["ReadWriteOnce"],
                ClaimRef = new V1ObjectReference { Name = "redis-data-redis-0", NamespaceProperty = Namespace },
                HostPath = new V1HostPathVolumeSource { Path = _volume.Path },
            },
        });
    }

    private async Task<string> DescribeAsync() => string.Join('\n',
        await Kubectl.RunAsync("-n", Namespace, "get", "pods,hpa,deployments", "-o", "wide"),
        await Kubectl.RunAsync("-n", Namespace, "get", "events", "--sort-by=.lastTimestamp"),
        await Kubectl.RunAsync("-n", Namespace, "logs", "deployment/deployer", "--tail=40"));
}
