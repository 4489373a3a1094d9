using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>What the command line says of the output, as far as it is not the manifest's business.</summary>
internal sealed record GenerationOptions
{
    public OutputFormat Format { get; init; } = OutputFormat.Kustomize;

    /// <summary>Host and folder of the images that the repository builds; null: images are called as the services are.</summary>
    public string? Registry { get; init; }

    /// <summary>Of images that no release gives a tag.</summary>
    public string Tag { get; init; } = "stable";

    /// <summary>What the images are called, by <see cref="Registry"/> and <see cref="Tag"/>.</summary>
    public ImageNames Images => new(Registry, Tag);

    /// <summary>Null: the output says none, and whoever applies it does.</summary>
    public string? Namespace { get; init; }

    /// <summary>What everything belongs to, label <c>app.kubernetes.io/part-of</c>.</summary>
    public string Application { get; init; } = "app";

    /// <summary>Values of parameters by name; never a secret's.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = [];

    public Exposure Exposure { get; init; } = Exposure.LoadBalancer;

    /// <summary>Host names by service.</summary>
    public ImmutableDictionary<string, string> Hosts { get; init; } = [];

    /// <summary>Host names of services that have none of their own are below this one.</summary>
    public string? Domain { get; init; }

    public string? IngressClass { get; init; }

    /// <summary>cert-manager's, by which an Ingress gets its certificate; null: the Secret <c>{service}-tls</c> has to be there.</summary>
    public string? ClusterIssuer { get; init; }

    /// <summary>The Gateway that HTTPRoutes belong to, <c>name</c> or <c>namespace/name</c>.</summary>
    public string? Gateway { get; init; }

    public SecretSource Secrets { get; init; } = SecretSource.Files;

    /// <summary>The ClusterSecretStore that ExternalSecrets are read from.</summary>
    public string? SecretStore { get; init; }

    /// <summary>Whether ServiceMonitors and PrometheusRules are wanted; else pods carry scrape annotations.</summary>
    public bool HasPrometheusOperator { get; init; }

    /// <summary>Resources that are a Monitor, by those beside which it stands in each pod.</summary>
    public ImmutableDictionary<string, string> Sidecars { get; init; } = [];

    /// <summary>A Secret of type <c>kubernetes.io/dockerconfigjson</c> with which images are pulled.</summary>
    public string? PullSecret { get; init; }

    /// <summary>Of each claim.</summary>
    public string VolumeSize { get; init; } = "1Gi";

    /// <summary>Of the claims; null: the cluster's default.</summary>
    public string? StorageClass { get; init; }
}
