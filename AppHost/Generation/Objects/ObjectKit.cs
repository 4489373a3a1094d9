using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>What all objects have.</summary>
internal static class ObjectKit
{
    public const string NameLabel = "app.kubernetes.io/name";
    public const string PartOfLabel = "app.kubernetes.io/part-of";
    public const string TrackLabel = "track";

    private const string ManagedByLabel = "app.kubernetes.io/managed-by";
    private const string Manager = "slipway";

    /// <summary>An object of a service.</summary>
    public static KubeObject Object(
        string apiVersion,
        string kind,
        PlannedService service,
        string name,
        GenerationOptions options,
        params ReadOnlySpan<(string, Node?)> rest) =>
        Object(apiVersion, kind, service.Resource, name, Labels(service.Name, options), null, rest);

    /// <summary>An object of one of a service's tracks, called as its workload.</summary>
    public static KubeObject Object(
        string apiVersion,
        string kind,
        PlannedService service,
        PlannedTrack track,
        GenerationOptions options,
        params ReadOnlySpan<(string, Node?)> rest) =>
        Object(apiVersion, kind, service.Resource, track.Workload, Labels(service.Name, options, track.Name), null, rest);

    /// <summary>An object that belongs to no single service.</summary>
    public static KubeObject Object(
        string apiVersion,
        string kind,
        string name,
        GenerationOptions options,
        params ReadOnlySpan<(string, Node?)> rest) =>
        Object(apiVersion, kind, "", name, CommonLabels(options), null, rest);

    /// <param name="rest">What follows the metadata, in that order.</param>
    public static KubeObject Object(
        string apiVersion,
        string kind,
        string resource,
        string name,
        Node.Map labels,
        Node.Map? annotations,
        params ReadOnlySpan<(string, Node?)> rest) =>
        new(
            resource,
            Node.Of(
            [
                ("apiVersion", apiVersion),
                ("kind", kind),
                ("metadata", Node.Of(("name", name), ("labels", labels), ("annotations", annotations))),
                .. rest,
            ]));

    public static Node.Map Labels(string name, GenerationOptions options, string? track = null) => Node.Of(
        (NameLabel, name),
        (PartOfLabel, options.Application),
        (ManagedByLabel, Manager),
        (TrackLabel, track));

    /// <summary>Of those that belong to no single service.</summary>
    public static Node.Map CommonLabels(GenerationOptions options) => Node.Of(
        (PartOfLabel, options.Application), (ManagedByLabel, Manager));

    /// <summary>
    /// With the track where there is one, or an autoscaler of one track would count the other's pods. Without labels that
    /// could change: a selector cannot.
    /// </summary>
    public static Node.Map Selector(string name, GenerationOptions options, string? track = null) => Node.Of(
        (NameLabel, name), (PartOfLabel, options.Application), (TrackLabel, track));
}
