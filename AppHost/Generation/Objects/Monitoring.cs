using AppHost.Generation.Expressions;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>How Prometheus finds the metrics of services that say where they have them.</summary>
/// <remarks>monitoring.coreos.com/v1 of the Prometheus operator; the annotations are those of Prometheus' own example.</remarks>
internal static class Monitoring
{
    private const string Group = "monitoring.coreos.com/v1";
    private const string Path = "/metrics";

    public static IEnumerable<(string, Node?)> ScrapeAnnotations(PlannedService service, GenerationOptions options) =>
        service.ManagementPort is { } port && !options.HasPrometheusOperator
            ?
            [
                ("prometheus.io/scrape", "true"),
                ("prometheus.io/port", port.ToText()),
                ("prometheus.io/path", Path),
            ]
            : [];

    public static IEnumerable<KubeObject> Of(PlannedService service, GenerationOptions options)
    {
        if (service.ManagementPort is null || service.Endpoints.IsEmpty || !options.HasPrometheusOperator)
        {
            yield break;
        }

        yield return ObjectKit.Object(
            Group,
            "ServiceMonitor",
            service,
            service.Name,
            options,
            ("spec", Node.Of(
                ("selector", Node.Of(("matchLabels", ObjectKit.Selector(service.Name, options)))),
                ("podTargetLabels", Node.Texts([ObjectKit.TrackLabel])),
                ("endpoints", Node.List(
                    [Node.Of(("port", ManagementPort.Name), ("path", Path), ("interval", "15s"))])))));
        yield return ObjectKit.Object(
            Group,
            "PrometheusRule",
            service,
            service.Name,
            options,
            ("spec", Node.Of(("groups", Node.List(
                [Node.Of(("name", service.Name), ("rules", Node.List(Rules(service.Name))))])))));
    }

    /// <summary>The original's thresholds: CPU above 70 %, less than 100 MB available.</summary>
    private static IEnumerable<Node> Rules(string name) =>
    [
        Rule("InstanceDown", $"up{{service=\"{name}\"}} == 0", "2m", "does not answer"),
        Rule("CpuHigh", $"slipway_cpu_utilization_ratio{{service=\"{name}\"}} > 0.7", "5m", "uses more than 70 % of its CPU"),
        Rule("MemoryLow", $"slipway_memory_available_bytes{{service=\"{name}\"}} < 100e6", "5m", "has less than 100 MB of memory left"),
    ];

    private static Node.Map Rule(string alert, string expression, string duration, string what) => Node.Of(
        ("alert", alert),
        ("expr", expression),
        ("for", duration),
        ("labels", Node.Of(("severity", "warning"))),
        ("annotations", Node.Of(("summary", $"{{{{ $labels.pod }}}} {what}"))));
}
