using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>Deployments, and StatefulSets for what keeps something.</summary>
internal static class Workloads
{
    public static KubeObject Of(PlannedService service, PlannedTrack track, GenerationOptions options)
    {
        var selector = Node.Of(("matchLabels", ObjectKit.Selector(service.Name, options, track.Name)));
        var template = Pods.Template(service, track, options);
        return service.IsStateful
            ? ObjectKit.Object("apps/v1", "StatefulSet", service, track, options, ("spec", Node.Of(
                ("serviceName", Services.PodsOf(service)),
                ("replicas", track.Replicas),
                ("selector", selector),
                ("template", template),
                ("volumeClaimTemplates", Node.List(service.Volumes.Select(volume => Claim(volume, options)))))))
            : ObjectKit.Object("apps/v1", "Deployment", service, track, options, ("spec", Node.Of(
                ("replicas", track.Replicas),
                ("revisionHistoryLimit", 10),
                ("progressDeadlineSeconds", 600),
                ("selector", selector),
                ("strategy", Node.Of(
                    ("type", "RollingUpdate"),
                    ("rollingUpdate", Node.Of(("maxSurge", 1), ("maxUnavailable", 0))))),
                ("template", template))));
    }

    private static Node.Map Claim(PlannedVolume volume, GenerationOptions options) => Node.Of(
        ("metadata", Node.Of(("name", volume.Name))),
        ("spec", Node.Of(
            ("accessModes", Node.Texts(["ReadWriteOnce"])),
            ("storageClassName", options.StorageClass),
            ("resources", Node.Of(("requests", Node.Of(("storage", options.VolumeSize))))))));
}
