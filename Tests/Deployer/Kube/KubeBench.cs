using Deployer.Control;
using Deployer.Images;
using Deployer.Kube;
using Deployer.Kube.Pods;
using Deployer.Rollouts;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tests.Cluster;
using Tests.Contract;

namespace Tests.Kube;

/// <summary>One track in a namespace of its own on the real cluster. What works on it is the Deployer's account.</summary>
internal sealed class KubeBench : IContractCluster
{
    public const int Replicas = 2;
    private readonly ClusterNamespace _namespace;
    private readonly InstanceImages _images = new();
    private readonly WorkloadKind _kind;
    private readonly LeaseOptions _lease;
    private CutLine? _line;

    private KubeBench(ClusterNamespace @namespace, WorkloadKind kind, LeaseOptions lease)
    {
        _namespace = @namespace;
        _kind = kind;
        _lease = lease;
        Image = _images.Image($"slipway/{@namespace.Name}", "canary");
    }

    public TrackKey Track { get; } = new("api", "canary");

    public ImageReference Image { get; }

    public string Namespace => _namespace.Name;

    public static Kubernetes Admin => TestCluster.Admin;

    // A Deployer that dies is soon replaced.
    private static LeaseOptions ShortLease => new()
    {
        Duration = TimeSpan.FromSeconds(3),
        RenewDeadline = TimeSpan.FromSeconds(2),
        RetryPeriod = TimeSpan.FromSeconds(0.5),
    };

    /// <param name="lease">By default one that runs out within seconds; a machine that stalls for longer loses it.</param>
    public static async Task<KubeBench> CreateAsync(
        WorkloadKind kind = WorkloadKind.Deployment, V1Probe? liveness = null, LeaseOptions? lease = null)
    {
        var bench = new KubeBench(await ClusterNamespace.CreateAsync(), kind, lease ?? ShortLease);
        await TestWorkloads.CreateAsync(Admin, bench.Namespace, "api-canary", kind, $"{bench.Image}", liveness);
        return bench;
    }

    public Task<Digest> MakeAsync(string name, Behaviour behaviour) => behaviour switch
    {
        Behaviour.Crashes => MakeAsync(name, "crash"),
        Behaviour.NeverReady => MakeAsync(name, "serve", "1000000"),
        _ => MakeAsync(name, "serve"),
    };

    public Task<Digest> MakeAsync(string name, params string[] arguments) => _images.PushAsync(Image, name, arguments);

    public async Task<Release> ReleaseAsync(string name, Behaviour behaviour = Behaviour.Serves) =>
        new(Image, await MakeAsync(name, behaviour));

    /// <summary>From now on whoever is opened reaches the API server over a line that can be cut.</summary>
    public CutLine UseLine() => _line ??= new CutLine(new Uri(ClusterNamespace.Server));

    public Task<V1Deployment> DeploymentAsync() => Admin.AppsV1.ReadNamespacedDeploymentAsync("api-canary", Namespace);

    /// <summary>The images of those pods that get traffic.</summary>
    public async Task<IReadOnlyList<string>> ReadyImagesAsync()
    {
        var pods = await Admin.CoreV1.ListNamespacedPodAsync(Namespace);
        return [.. pods.Items.Where(pod => pod.IsReady).Select(pod => pod.Spec.Containers.Single().Image)];
    }

    /// <summary>Takes the Deployer's rights away.</summary>
    public Task ForbidAsync() => _namespace.ForbidAsync("slipway-deployer");

    public void AddTo(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(Configuration());
        builder.AddKube();
    }

    public void BeforeKill(IHost deployer)
    {
        // Without its connection it can say nothing any more, and its Lease has to run out.
        deployer.Services.GetRequiredService<KubeApi>().Dispose();
    }

    /// <summary>The adapter alone, without a Deployer.</summary>
    public ServiceProvider OpenAdapter()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Configuration()).Build();
        var policy = new RolloutPolicy(
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), RollBack: true, ScaleToZero: true);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new ReleaseCatalog([new ReleasedTrack(Track, Image, null, TimeSpan.Zero, policy)]))
            .AddKubeCluster(configuration)
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        _images.Dispose();
        if (_line is not null)
        {
            await _line.DisposeAsync();
        }

        await _namespace.DisposeAsync();
    }

    /// <summary>What makes a Deployer work here.</summary>
    public Dictionary<string, string?> Configuration() => new()
    {
        ["Kube:Kubeconfig"] = _namespace.KubeconfigFor(_line?.Server ?? ClusterNamespace.Server),
        ["Kube:Lease:Duration"] = $"{_lease.Duration}",
        ["Kube:Lease:RenewDeadline"] = $"{_lease.RenewDeadline}",
        ["Kube:Lease:RetryPeriod"] = $"{_lease.RetryPeriod}",
        ["Kube:Services:api:Tracks:canary:Kind"] = $"{_kind}",
        ["Kube:Services:api:Tracks:canary:Replicas"] = $"{Replicas}",
    };
}
