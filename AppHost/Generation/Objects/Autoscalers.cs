using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

internal static class Autoscalers
{
    /// <summary>Up at once and at most twofold, down slowly: a missing instance costs more than a spare one.</summary>
    public static KubeObject Of(PlannedService service, PlannedTrack track, GenerationOptions options) => ObjectKit.Object(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        service,
        track,
        options,
        ("spec", Node.Of(
            ("scaleTargetRef", Node.Of(("apiVersion", "apps/v1"), ("kind", "Deployment"), ("name", track.Workload))),
            ("minReplicas", track.Scale!.Min),
            ("maxReplicas", track.Scale.Max),
            ("metrics", Node.List([Metric(service, track.Scale.CpuPercent)])),
            ("behavior", Node.Of(
                ("scaleUp", Node.Of(
                    ("stabilizationWindowSeconds", 0),
                    ("selectPolicy", "Max"),
                    ("policies", Node.List([Policy("Percent", 100, 15), Policy("Pods", 2, 15)])))),
                ("scaleDown", Node.Of(
                    ("stabilizationWindowSeconds", 300),
                    ("selectPolicy", "Max"),
                    ("policies", Node.List([Policy("Percent", 50, 60), Policy("Pods", 1, 60)])))))))));

    /// <summary>Of the service's own container where another stands beside it: that one's idleness would hide its load.</summary>
    private static Node.Map Metric(PlannedService service, int percent)
    {
        var target = Node.Of(("type", "Utilization"), ("averageUtilization", percent));
        return service.Sidecar is null
            ? Node.Of(("type", "Resource"), ("resource", Node.Of(("name", "cpu"), ("target", target))))
            : Node.Of(
                ("type", "ContainerResource"),
                ("containerResource", Node.Of(("name", "cpu"), ("container", service.Name), ("target", target))));
    }

    private static Node.Map Policy(string type, int value, int seconds) => Node.Of(
        ("type", type), ("value", value), ("periodSeconds", seconds));
}
