using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AppHost.Generation.Expressions;
using AppHost.Generation.Objects;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Charts;

/// <summary>
/// The same objects as a Helm chart: images, replicas, resources, scales and hosts are values, and all else is as it is. A
/// ConfigMap has a hash of its content in its name here too.
/// </summary>
internal static class ChartFactory
{
    private const string Workloads = "workloads";
    private const string Autoscalers = "autoscalers";
    private const string Hosts = "hosts";
    private const string Filled = "values";
    private const int HashLength = 10;

    public static Chart Create(DeploymentPlan plan, ImmutableArray<ObjectFile> files)
    {
        var names = plan.Services.ToDictionary(Configurations.NameOf, HashedName);
        var objects = files.SelectMany(file => file.Objects).ToList();
        return new Chart(
            Description(plan.Options),
            Values(plan, objects),
            [
                .. files.Select(file => file with { Objects = Templates(file, names) }).Where(file => !file.Objects.IsEmpty),
                new ObjectFile("config.yaml", [.. ConfigMaps(plan, names)]),
            ]);
    }

    private static Node.Map Description(GenerationOptions options) => Node.Of(
        ("apiVersion", "v2"),
        ("name", options.Application),
        ("description", "Written by 'generate' from the deployment manifest."),
        ("type", "application"),
        ("version", "0.1.0"),
        ("appVersion", options.Tag),
        ("kubeVersion", ">=1.30.0-0"));

    private static Node.Map Values(DeploymentPlan plan, List<KubeObject> objects) => Node.Of(
        (Workloads, Map(objects.Where(found => found.IsWorkload), WorkloadValues)),
        (Autoscalers, Map(objects.Where(found => found.Kind == "HorizontalPodAutoscaler"), found => Node.Of(
            ("minReplicas", found.Content.At("spec", "minReplicas")), ("maxReplicas", found.Content.At("spec", "maxReplicas"))))),
        (Hosts, Entries(plan.Services.Where(service => service.Host is not null)
            .Select(service => (service.Name, (Node)Node.Of(("name", service.Host!)))))),
        (Filled, Entries(plan.Outside.Where(group => !group.IsSecret)
            .Select(group => (group.Name, (Node)Node.Of(group.Keys.Select(key => KeyValuePair.Create(PropertyOf(key.Name), ""))))))));

    private static Node.Map WorkloadValues(KubeObject workload)
    {
        var container = workload.Content.At("spec", "template", "spec")!.ItemsAt("containers").First();
        return Node.Of(
            ("image", container.At("image")),
            ("replicas", workload.Content.At("spec", "replicas")),
            ("resources", container.At("resources")));
    }

    private static Node.Map? Map(IEnumerable<KubeObject> objects, Func<KubeObject, Node> value) =>
        Entries(objects.Select(found => (found.Name, value(found))));

    private static Node.Map? Entries(IEnumerable<(string Name, Node Value)> entries) =>
        entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)).ToImmutableArray() is { IsEmpty: false } kept
            ? new Node.Map(kept)
            : null;

    /// <summary>Helm is told the namespace, and does not make it.</summary>
    private static ImmutableArray<KubeObject> Templates(ObjectFile file, Dictionary<string, string> names) =>
        [.. file.Objects.Where(found => found.Kind != "Namespace").Select(found => Template(found, names))];

    private static KubeObject Template(KubeObject found, Dictionary<string, string> names)
    {
        var content = (Node.Map)ChartValue.Escaped(found.Content);
        return found with
        {
            Content = found.Kind switch
            {
                _ when found.IsWorkload => Workload(content, found.Name, names),
                "HorizontalPodAutoscaler" => content
                    .With(_ => ChartValue.Number(Autoscalers, found.Name, "minReplicas"), "spec", "minReplicas")
                    .With(_ => ChartValue.Number(Autoscalers, found.Name, "maxReplicas"), "spec", "maxReplicas"),
                "Ingress" => content
                    .With(_ => ChartValue.Text(Hosts, found.Name, "name"), "spec", "tls", "0", "hosts", "0")
                    .With(_ => ChartValue.Text(Hosts, found.Name, "name"), "spec", "rules", "0", "host"),
                "HTTPRoute" => content.With(_ => ChartValue.Text(Hosts, found.Name, "name"), "spec", "hostnames", "0"),
                "RoleBinding" => content.With(_ => ChartValue.ReleaseNamespace, "subjects", "0", "namespace"),
                _ => content,
            },
        };
    }

    private static Node.Map Workload(Node.Map content, string name, Dictionary<string, string> names)
    {
        string[] container = ["spec", "template", "spec", "containers", "0"];
        var template = content
            .With(_ => ChartValue.Number(Workloads, name, "replicas"), "spec", "replicas")
            .With(_ => ChartValue.Text(Workloads, name, "image"), [.. container, "image"])
            .With(Hashed, [.. container, "envFrom", "0", "configMapRef", "name"]);
        // A sidecar reads single keys of another's.
        var beside = content.At("spec", "template", "spec")!.ItemsAt("containers").ElementAtOrDefault(1);
        for (var variable = 0; variable < beside?.ItemsAt("env").Count(); variable++)
        {
            template = template.With(
                Hashed, "spec", "template", "spec", "containers", "1", "env", variable.ToText(), "valueFrom", "configMapKeyRef", "name");
        }

        foreach (var bound in (string[])["requests", "limits"])
        {
            foreach (var resource in (string[])["cpu", "memory"])
            {
                template = template.With(
                    _ => ChartValue.Text(Workloads, name, $"resources.{bound}.{resource}"), [.. container, "resources", bound, resource]);
            }
        }

        return template;

        Node Hashed(Node map) => map is Node.Text text && names.TryGetValue(text.Value, out var hashed) ? hashed : map;
    }

    private static IEnumerable<KubeObject> ConfigMaps(DeploymentPlan plan, Dictionary<string, string> names)
    {
        foreach (var service in plan.Services.Where(service => !service.Configuration.IsEmpty))
        {
            yield return ObjectKit.Object(
                "v1",
                "ConfigMap",
                service,
                names[Configurations.NameOf(service)],
                plan.Options,
                ("data", ChartValue.Escaped(Node.Of(service.Configuration))));
        }

        foreach (var group in plan.Outside.Where(group => !group.IsSecret))
        {
            yield return ObjectKit.Object(
                "v1",
                "ConfigMap",
                group.Name,
                plan.Options,
                ("data", new Node.Map(
                [
                    .. group.Keys.Select(key => KeyValuePair.Create<string, Node>(
                        key.Name, ChartValue.Text(Filled, group.Name, PropertyOf(key.Name)))),
                ])));
        }
    }

    /// <summary>A template reads properties by names without hyphens.</summary>
    private static string PropertyOf(string key) => key.Replace('-', '_').Replace('.', '_');

    private static string HashedName(PlannedService service)
    {
        var text = string.Concat(service.Configuration.Select(entry => $"{entry.Key}={entry.Value}\0"));
        return $"{Configurations.NameOf(service)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength]}";
    }
}
