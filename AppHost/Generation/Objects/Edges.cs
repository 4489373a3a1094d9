using System.Collections.Immutable;
using AppHost.Generation.Model;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>How external endpoints are reached from outside the cluster.</summary>
internal static class Edges
{
    private const int HttpPort = 80;

    public static IEnumerable<KubeObject> Of(PlannedService service, GenerationOptions options, Findings findings)
    {
        var external = service.Endpoints.Where(endpoint => endpoint.IsExternal)
            .DistinctBy(endpoint => endpoint.PortName).ToImmutableArray();
        if (external.IsEmpty || options.Exposure == Exposure.None)
        {
            return [];
        }

        var http = external.Where(endpoint => endpoint.IsHttp).ToImmutableArray();
        var others = external.Where(endpoint => !endpoint.IsHttp).ToImmutableArray();
        if (options.Exposure == Exposure.LoadBalancer || service.Host is null)
        {
            return [LoadBalancer(service, external, options)];
        }

        if (!others.IsEmpty)
        {
            findings.Note(
                NoteKind.Adjusted,
                $"resources.{service.Resource}.bindings",
                $"{string.Join(", ", others.Select(endpoint => endpoint.Binding))} got a Service of type LoadBalancer: only HTTP has host names");
        }

        return
        [
            .. http.Take(1).Select(endpoint =>
                options.Exposure == Exposure.Gateway ? Route(service, endpoint, options) : Ingress(service, endpoint, options)),
            .. others.IsEmpty ? [] : new[] { LoadBalancer(service, others, options) },
        ];
    }

    private static KubeObject LoadBalancer(PlannedService service, ImmutableArray<Endpoint> endpoints, GenerationOptions options)
    {
        // One HTTP endpoint is looked for on HTTP's own port; the manifest's ports are for those who know them.
        var one = endpoints.Length == 1 && endpoints[0] is { Scheme: "http" } only && only.Port == only.TargetPort;
        return ObjectKit.Object(
            "v1",
            "Service",
            service,
            $"{service.Name}-public",
            options,
            ("spec", Node.Of(
                ("type", "LoadBalancer"),
                ("selector", ObjectKit.Selector(service.Name, options)),
                ("ports", Services.Ports(one ? [endpoints[0] with { Port = HttpPort }] : endpoints)))));
    }

    private static KubeObject Ingress(PlannedService service, Endpoint endpoint, GenerationOptions options) => ObjectKit.Object(
        "networking.k8s.io/v1",
        "Ingress",
        service.Resource,
        service.Name,
        ObjectKit.Labels(service.Name, options),
        options.ClusterIssuer is { } issuer ? Node.Of(("cert-manager.io/cluster-issuer", issuer)) : null,
        ("spec", Node.Of(
            ("ingressClassName", options.IngressClass),
            ("tls", Node.List([Node.Of(("hosts", Node.Texts([service.Host!])), ("secretName", $"{service.Name}-tls"))])),
            ("rules", Node.List(
            [
                Node.Of(
                    ("host", service.Host!),
                    ("http", Node.Of(("paths", Node.List(
                    [
                        Node.Of(
                            ("path", "/"),
                            ("pathType", "Prefix"),
                            ("backend", Node.Of(("service", Node.Of(
                                ("name", service.Name), ("port", Node.Of(("name", endpoint.PortName)))))))),
                    ]))))),
            ])))));

    private static KubeObject Route(PlannedService service, Endpoint endpoint, GenerationOptions options)
    {
        var gateway = options.Gateway!.Split('/');
        return ObjectKit.Object(
            "gateway.networking.k8s.io/v1",
            "HTTPRoute",
            service,
            service.Name,
            options,
            ("spec", Node.Of(
                ("parentRefs", Node.List(
                    [Node.Of(("name", gateway[^1]), ("namespace", gateway.Length > 1 ? gateway[0] : null))])),
                ("hostnames", Node.Texts([service.Host!])),
                ("rules", Node.List(
                    [Node.Of(("backendRefs", Node.List([Node.Of(("name", service.Name), ("port", endpoint.Port))])))])))));
    }
}
