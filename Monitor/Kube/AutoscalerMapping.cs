using k8s.Models;
using Monitor.Samples;
using Monitor.Scraping;

namespace Monitor.Kube;

internal static class AutoscalerMapping
{
    public static Target ToTarget(this V1HorizontalPodAutoscaler autoscaler, KubeOptions options)
    {
        var labels = autoscaler.Metadata.Labels ?? new Dictionary<string, string>();
        return new Target(
            new Uri($"http://autoscaler/{autoscaler.Metadata.Name}"), autoscaler.Metadata.Name, Label(options.ServiceLabel),
            Label(options.TrackLabel), "", "", "");

        string Label(string name) => labels.TryGetValue(name, out var value) ? value : "";
    }

    public static IReadOnlyList<MetricPoint> ToPoints(this V1HorizontalPodAutoscaler autoscaler) =>
    [
        Point("slipway_autoscaler_replicas", autoscaler.Status?.CurrentReplicas ?? 0),
        Point("slipway_autoscaler_max_replicas", autoscaler.Spec.MaxReplicas),
    ];

    private static MetricPoint Point(string name, double value) => new(new SeriesId(name, []), value, null);
}
