using k8s;

namespace Deployer.Kube;

/// <summary>Makes the client: from a kubeconfig, or from what every pod is given.</summary>
internal static class KubeConnection
{
    // A connection that died without a word is noticed within these, so that no watch listens to nobody for long.
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    public static KubeApi Open(KubeOptions options)
    {
        var configuration = options.Kubeconfig is { Length: > 0 } path
            ? KubernetesClientConfiguration.BuildConfigFromConfigFile(path)
            : KubernetesClientConfiguration.BuildDefaultConfig();
        return Open(configuration, options);
    }

    public static KubeApi Open(KubernetesClientConfiguration configuration, KubeOptions options)
    {
        configuration.HttpClientTimeout = options.RequestTimeout;
        configuration.UserAgent = "slipway-deployer";
        configuration.FirstMessageHandlerSetup = handler =>
        {
            handler.ConnectTimeout = options.RequestTimeout;
            handler.KeepAlivePingDelay = PingDelay;
            handler.KeepAlivePingTimeout = PingTimeout;
        };
        var @namespace = options.Namespace is { Length: > 0 } given ? given
            : configuration.Namespace is { Length: > 0 } own ? own
            : "default";
        return new KubeApi(new Kubernetes(configuration), @namespace);
    }
}
