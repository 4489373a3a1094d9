using System.Text;
using System.Text.Json;
using AppHost.Generation.Model;
using AppHost.Generation.Objects;
using k8s;
using k8s.Models;

namespace AppHost.Generation.Schema;

/// <summary>
/// Holds objects against Kubernetes' own types: each is read as its type and written again, and must come out as it was.
/// What the type does not know would be missing then, and what it reads otherwise would be changed.
/// </summary>
internal static class SchemaCheck
{
    private static readonly Dictionary<string, Func<string, string>> Types = new()
    {
        ["apps/v1 Deployment"] = Through<V1Deployment>,
        ["apps/v1 StatefulSet"] = Through<V1StatefulSet>,
        ["autoscaling/v2 HorizontalPodAutoscaler"] = Through<V2HorizontalPodAutoscaler>,
        ["networking.k8s.io/v1 Ingress"] = Through<V1Ingress>,
        ["networking.k8s.io/v1 NetworkPolicy"] = Through<V1NetworkPolicy>,
        ["policy/v1 PodDisruptionBudget"] = Through<V1PodDisruptionBudget>,
        ["rbac.authorization.k8s.io/v1 Role"] = Through<V1Role>,
        ["rbac.authorization.k8s.io/v1 RoleBinding"] = Through<V1RoleBinding>,
        ["v1 ConfigMap"] = Through<V1ConfigMap>,
        ["v1 Namespace"] = Through<V1Namespace>,
        ["v1 Service"] = Through<V1Service>,
        ["v1 ServiceAccount"] = Through<V1ServiceAccount>,
    };

    /// <summary>Types of other projects, which the client has no class for.</summary>
    private static readonly HashSet<string> Foreign =
    [
        "external-secrets.io/v1 ExternalSecret",
        "gateway.networking.k8s.io/v1 HTTPRoute",
        "monitoring.coreos.com/v1 PrometheusRule",
        "monitoring.coreos.com/v1 ServiceMonitor",
    ];

    public static IEnumerable<Fault> Check(IEnumerable<KubeObject> objects) => objects.SelectMany(Check);

    private static IEnumerable<Fault> Check(KubeObject found)
    {
        var type = $"{found.ApiVersion} {found.Kind}";
        if (!Types.TryGetValue(type, out var through))
        {
            return Foreign.Contains(type) ? [] : [new Fault($"{found}", $"there is no type {type}")];
        }

        var json = JsonText.Of(found.Content);
        try
        {
            using var before = JsonDocument.Parse(json);
            using var after = JsonDocument.Parse(through(Encoding.UTF8.GetString(json)));
            return [.. Differences(before.RootElement, after.RootElement, "").Select(
                difference => new Fault($"{found}: {difference.Path}", difference.Message))];
        }
        catch (JsonException exception)
        {
            return [new Fault($"{found}: {exception.Path?.TrimStart('$', '.')}", $"is not what {type} has there")];
        }
    }

    private static string Through<T>(string json) => KubernetesJson.Serialize(KubernetesJson.Deserialize<T>(json));

    private static IEnumerable<(string Path, string Message)> Differences(JsonElement before, JsonElement after, string path)
    {
        if (before.ValueKind != after.ValueKind)
        {
            return [(path, $"is read as {after.GetRawText()}")];
        }

        return before.ValueKind switch
        {
            JsonValueKind.Object => before.EnumerateObject().SelectMany(property =>
            {
                var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                return after.TryGetProperty(property.Name, out var found)
                    ? Differences(property.Value, found, at)
                    : IsEmpty(property.Value) ? [] : [(at, "there is no such property")];
            }),
            JsonValueKind.Array when before.GetArrayLength() == after.GetArrayLength() =>
                before.EnumerateArray().Zip(after.EnumerateArray())
                    .SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]")),
            _ => before.GetRawText() == after.GetRawText() ? [] : [(path, $"is read as {after.GetRawText()}")],
        };
    }

    /// <summary>The client leaves these out, and the API server takes them for the same.</summary>
    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any();
}
