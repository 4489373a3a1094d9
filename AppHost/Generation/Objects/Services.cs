using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>The names under which other pods find a service.</summary>
internal static class Services
{
    /// <summary>The name of the Service that a StatefulSet's pods have their own names below.</summary>
    public static string PodsOf(PlannedService service) => $"{service.Name}-pods";

    public static IEnumerable<KubeObject> Of(PlannedService service, GenerationOptions options)
    {
        var ports = Ports(service.Endpoints, options.HasPrometheusOperator ? service.ManagementPort : null);
        if (ports is not null)
        {
            // Over both tracks: their shares of the traffic are those of their ready pods.
            yield return ObjectKit.Object(
                "v1",
                "Service",
                service,
                service.Name,
                options,
                ("spec", Node.Of(("selector", ObjectKit.Selector(service.Name, options)), ("ports", ports))));
        }

        if (service.IsStateful)
        {
            yield return ObjectKit.Object(
                "v1",
                "Service",
                service,
                PodsOf(service),
                options,
                ("spec", Node.Of(
                    ("clusterIP", "None"),
                    ("selector", ObjectKit.Selector(service.Name, options)),
                    ("ports", ports))));
        }
    }

    /// <summary>Bindings that share a port are one.</summary>
    public static Node.Sequence? Ports(IEnumerable<Endpoint> endpoints, int? management = null) => Node.List(
    [
        .. endpoints.GroupBy(endpoint => (endpoint.Port, endpoint.Protocol)).Select(group => Port(group.First())),
        .. management is null ? [] : new Node[] { Management() },
    ]);

    private static Node.Map Port(Endpoint endpoint) => Node.Of(
        ("name", endpoint.PortName),
        ("port", endpoint.Port),
        ("targetPort", endpoint.PortName),
        ("protocol", endpoint.KubeProtocol),
        ("appProtocol", AppProtocol(endpoint)));

    private static Node.Map Management() => Node.Of(
        ("name", ManagementPort.Name), ("port", 9090), ("targetPort", ManagementPort.Name), ("protocol", "TCP"), ("appProtocol", "http"));

    /// <summary>Says to proxies what speaks there; what they cannot know of stays out.</summary>
    private static string? AppProtocol(Endpoint endpoint) => endpoint switch
    {
        { Scheme: "http", Transport: "http2" } => "kubernetes.io/h2c",
        { Scheme: "http" } => "http",
        { Scheme: "https" } => "https",
        _ => null,
    };
}
