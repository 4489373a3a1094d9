namespace AppHost.Generation.Planning;

/// <summary>How external endpoints are reached from outside the cluster.</summary>
internal enum Exposure
{
    /// <summary>A Service of type LoadBalancer each.</summary>
    LoadBalancer,

    /// <summary>An Ingress each, with TLS.</summary>
    Ingress,

    /// <summary>An HTTPRoute of the Gateway API each.</summary>
    Gateway,

    /// <summary>Not at all.</summary>
    None,
}
