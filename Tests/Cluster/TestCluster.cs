using k8s;

namespace Tests.Cluster;

/// <summary>The cluster that tests run on, as its admin. The Deployer under test never is.</summary>
internal static class TestCluster
{
    public const string Kubeconfig = "KUBECONFIG";

    /// <summary>Set to 1 where no test may be skipped, as in CI.</summary>
    private const string Require = "SLIPWAY_REQUIRE_CLUSTER";

    private static readonly Lazy<Kubernetes> Client = new(() => new Kubernetes(
        KubernetesClientConfiguration.BuildConfigFromConfigFile(Path())));

    public static bool IsGiven => Environment.GetEnvironmentVariable(Kubeconfig) is { Length: > 0 };

    public static bool IsRequired => Environment.GetEnvironmentVariable(Require) == "1";

    /// <summary>Why a test that needs it is skipped; null where it is not.</summary>
    public static string? WhyNot => IsGiven || IsRequired
        ? null
        : $"needs a cluster: set {Kubeconfig}; Tests/Cluster/kube-up starts one and prints the path";

    public static Kubernetes Admin => Client.Value;

    public static string Path() => Environment.GetEnvironmentVariable(Kubeconfig) is { Length: > 0 } path
        ? path
        : throw new InvalidOperationException($"{Require} is set, but {Kubeconfig} names no cluster");
}
