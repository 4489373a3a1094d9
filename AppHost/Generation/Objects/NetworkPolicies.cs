using System.Collections.Immutable;
using AppHost.Generation.Model;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>Nobody speaks to anybody, but for names, and for what the manifest's references say.</summary>
internal static class NetworkPolicies
{
    private const string Group = "networking.k8s.io/v1";
    private const string Anywhere = "0.0.0.0/0";

    public static IEnumerable<KubeObject> ForAll(GenerationOptions options) =>
    [
        Policy("", $"{options.Application}-default-deny", ObjectKit.CommonLabels(options), PartOf(options), ["Ingress", "Egress"], null, null),
        Policy(
            "",
            $"{options.Application}-names",
            ObjectKit.CommonLabels(options),
            PartOf(options),
            ["Egress"],
            null,
            Node.List([Node.Of(("ports", Node.List([Port(53, "UDP"), Port(53, "TCP")])))])),
    ];

    public static IEnumerable<KubeObject> Of(PlannedService service, DeploymentPlan plan, Findings findings)
    {
        var ingress = Node.List(Ingress(service, plan));
        var egress = Node.List(Egress(service, plan));
        if (service.Elsewhere is { } reason)
        {
            findings.Note(NoteKind.Assumed, $"resources.{service.Resource}", $"may speak to any address: {reason}");
        }

        if (ingress is not null || egress is not null)
        {
            yield return Policy(
                service.Resource,
                service.Name,
                ObjectKit.Labels(service.Name, plan.Options),
                ObjectKit.Selector(service.Name, plan.Options),
                (ingress, egress) switch { (null, _) => ["Egress"], (_, null) => ["Ingress"], _ => ["Ingress", "Egress"] },
                ingress,
                egress);
        }
    }

    private static IEnumerable<Node> Ingress(PlannedService service, DeploymentPlan plan)
    {
        var callers = plan.Services.Where(other => other.Peers.Contains(service.Name))
            .Select(other => Pods(other, plan.Options)).ToList();
        if (callers.Count > 0)
        {
            yield return Node.Of(("from", Node.List(callers)), ("ports", Ports(service.Endpoints)));
        }

        // From wherever the edge is: a load balancer keeps its callers' addresses, an Ingress has a namespace of its own.
        var external = service.Endpoints.Where(endpoint => endpoint.IsExternal).ToList();
        if (external.Count > 0 && plan.Options.Exposure != Exposure.None)
        {
            yield return Node.Of(("ports", Ports(external)));
        }

        if (service.ManagementPort is { } management)
        {
            // Whoever gathers metrics may run in any namespace; from outside the cluster nobody gets here.
            yield return Node.Of(
                ("from", Node.List([Node.Of(("namespaceSelector", Node.Of()))])),
                ("ports", Node.List([Port(management, "TCP")])));
        }
    }

    private static IEnumerable<Node> Egress(PlannedService service, DeploymentPlan plan)
    {
        foreach (var peer in plan.Services.Where(other => service.Peers.Contains(other.Name)))
        {
            yield return Node.Of(("to", Node.List([Pods(peer, plan.Options)])), ("ports", Ports(peer.Endpoints)));
        }

        foreach (var scraped in plan.Services.Where(other => service.Scraped.Contains(other.Name)))
        {
            yield return Node.Of(
                ("to", Node.List([Pods(scraped, plan.Options)])),
                ("ports", scraped.ManagementPort is { } port ? Node.List([Port(port, "TCP")]) : Ports(scraped.Endpoints)));
        }

        (string, Node?) anywhere = ("to", Node.List([Node.Of(("ipBlock", Node.Of(("cidr", Anywhere))))]));
        if (service.Elsewhere is not null)
        {
            yield return Node.Of(anywhere);
        }
        else if (service.Sidecar is { } sidecar)
        {
            yield return Node.Of(anywhere, ("ports", sidecar.MailPort is { } port ? Node.List([Port(port, "TCP")]) : null));
        }
    }

    private static Node.Map PartOf(GenerationOptions options) => Node.Of((ObjectKit.PartOfLabel, options.Application));

    private static Node.Map Pods(PlannedService service, GenerationOptions options) => Node.Of(
        ("podSelector", Node.Of(("matchLabels", ObjectKit.Selector(service.Name, options)))));

    private static Node.Sequence? Ports(IEnumerable<Endpoint> endpoints) => Node.List(endpoints
        .DistinctBy(endpoint => (endpoint.TargetPort, endpoint.Protocol))
        .Select(endpoint => Port(endpoint.TargetPort, endpoint.KubeProtocol)));

    private static Node.Map Port(int number, string protocol) => Node.Of(("port", number), ("protocol", protocol));

    private static KubeObject Policy(
        string resource, string name, Node.Map labels, Node.Map pods, ImmutableArray<string> types, Node? ingress, Node? egress) =>
        ObjectKit.Object(Group, "NetworkPolicy", resource, name, labels, null, ("spec", Node.Of(
            ("podSelector", Node.Of(("matchLabels", pods))),
            ("policyTypes", Node.Texts(types)),
            ("ingress", ingress),
            ("egress", egress))));
}
