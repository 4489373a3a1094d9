using AppHost.Generation.Model;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Rules;

/// <summary>Every way to a port leads to one that is there.</summary>
internal static class PortRules
{
    public static IEnumerable<Fault> Check(ObjectSet set) =>
    [
        .. set.OfKind("Service").SelectMany(service => OfService(service, set)),
        .. set.OfKind("Ingress").SelectMany(ingress => OfIngress(ingress, set)),
        .. set.Workloads.SelectMany(workload => workload.Containers)
            .SelectMany(container => OfProbes(container.Container, container.Place)),
    ];

    private static IEnumerable<Fault> OfService(KubeObject service, ObjectSet set)
    {
        var selector = service.Content.TextsAt("spec", "selector");
        var pods = set.Workloads.Where(workload => Workload.Matches(selector, workload.PodLabels)).ToList();
        return
            from port in service.Content.ItemsAt("spec", "ports")
            let target = port.At("targetPort") ?? port.At("port")
            from workload in pods
            where !workload.Containers.SelectMany(container => container.Container.ItemsAt("ports"))
                .Any(found => found.At("name") == target || found.At("containerPort") == target)
            select new Fault(
                $"{service}: spec.ports[{port.TextAt("name")}].targetPort", $"{workload.Object} has no port {Shown(target)}");
    }

    private static IEnumerable<Fault> OfIngress(KubeObject ingress, ObjectSet set) =>
        from rule in ingress.Content.ItemsAt("spec", "rules")
        from path in rule.ItemsAt("http", "paths")
        let name = path.TextAt("backend", "service", "name")
        let port = path.At("backend", "service", "port", "name")
        where !set.OfKind("Service").Any(service => service.Name == name
            && service.Content.ItemsAt("spec", "ports").Any(found => found.At("name") == port))
        select new Fault($"{ingress}: spec.rules", $"there is no Service {name} with a port {Shown(port)}");

    private static IEnumerable<Fault> OfProbes(Node container, string place) =>
        from probe in Workload.Probes
        let port = container.At(probe, "httpGet", "port") ?? container.At(probe, "tcpSocket", "port")
        where port is not null && !container.ItemsAt("ports").Any(found => found.At("name") == port || found.At("containerPort") == port)
        select new Fault($"{place}.{probe}", $"there is no port {Shown(port)}");

    private static string Shown(Node? port) => port switch
    {
        Node.Text text => $"'{text.Value}'",
        Node.Number number => $"{number.Value}",
        _ => "",
    };
}
