using k8s;

namespace Monitor.Kube;

internal static class KubeConnection
{
    /// <summary>From a kubeconfig, or from what every pod is given; the namespace is that of the options, or of these.</summary>
    public static (Kubernetes Client, string Namespace) Open(KubeOptions options)
    {
        var configuration = options.Kubeconfig is { Length: > 0 } path
            ? KubernetesClientConfiguration.BuildConfigFromConfigFile(path)
            : KubernetesClientConfiguration.BuildDefaultConfig();
        configuration.UserAgent = "slipway-monitor";
        return (new Kubernetes(configuration), options.Namespace ?? configuration.Namespace ?? "default");
    }
}
