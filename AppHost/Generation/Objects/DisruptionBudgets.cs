using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

internal static class DisruptionBudgets
{
    /// <summary>
    /// One pod at a time goes when nodes are drained. A least number would, with a single pod, let no node ever be drained.
    /// </summary>
    public static KubeObject Of(PlannedService service, PlannedTrack track, GenerationOptions options) => ObjectKit.Object(
        "policy/v1",
        "PodDisruptionBudget",
        service,
        track,
        options,
        ("spec", Node.Of(
            ("maxUnavailable", 1),
            ("selector", Node.Of(("matchLabels", ObjectKit.Selector(service.Name, options, track.Name)))))));
}
