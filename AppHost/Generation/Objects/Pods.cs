using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>Pods that the restricted Pod Security Standard takes.</summary>
internal static class Pods
{
    /// <summary>More than the 30 s that a service takes at most to drain, and what a store needs to write all down.</summary>
    private const int GraceSeconds = 40;

    /// <summary>As long as those in front of a pod take to notice that it goes.</summary>
    private const int NoticeSeconds = 5;

    /// <summary>0440, which YAML 1.1 and 1.2 write differently.</summary>
    private const int ReadableByOwnerAndGroup = 288;

    /// <summary>An annotation: the Deployer writes it on each pod that it rolls. Kubernetes tells no pod its image's digest.</summary>
    private const string Digest = "slipway.dev/digest";

    public static Node.Map Template(PlannedService service, PlannedTrack track, GenerationOptions options) => Node.Of(
        ("metadata", Node.Of(
            ("labels", ObjectKit.Labels(service.Name, options, track.Name)),
            ("annotations", Annotations(service, track, options)))),
        ("spec", Node.Of(
            ("serviceAccountName", service.Name),
            ("automountServiceAccountToken", !service.Permissions.IsEmpty),
            ("terminationGracePeriodSeconds", GraceSeconds),
            ("enableServiceLinks", false),
            ("shareProcessNamespace", service.Sidecar is null ? null : (Node)true),
            ("securityContext", PodSecurity(service)),
            ("topologySpreadConstraints", Node.List(
            [
                Spread("topology.kubernetes.io/zone", service, track, options),
                Spread("kubernetes.io/hostname", service, track, options),
            ])),
            ("containers", Node.List(new[] { Container(service, track), Sidecars.Container(service, track) }.OfType<Node>())),
            ("volumes", Volumes(service)))));

    public static Node.Map ContainerSecurity => Node.Of(
        ("allowPrivilegeEscalation", false),
        ("readOnlyRootFilesystem", true),
        ("capabilities", Node.Of(("drop", Node.Texts(["ALL"])))));

    private static Node.Map PodSecurity(PlannedService service) => Node.Of(
        ("runAsNonRoot", true),
        ("runAsUser", service.User),
        ("runAsGroup", service.User),
        ("fsGroup", service.User),
        ("fsGroupChangePolicy", "OnRootMismatch"),
        ("seccompProfile", Node.Of(("type", "RuntimeDefault"))));

    private static Node.Map Spread(string key, PlannedService service, PlannedTrack track, GenerationOptions options) => Node.Of(
        ("maxSkew", 1),
        ("topologyKey", key),
        ("whenUnsatisfiable", "ScheduleAnyway"),
        ("labelSelector", Node.Of(("matchLabels", ObjectKit.Selector(service.Name, options, track.Name)))));

    private static Node.Map Container(PlannedService service, PlannedTrack track) => Node.Of(
        ("name", service.Name),
        ("image", track.Image),
        ("imagePullPolicy", track.Moves ? "Always" : "IfNotPresent"),
        ("command", Node.Texts(service.Command)),
        ("args", Node.Texts(service.Arguments)),
        ("workingDir", service.WorkingDirectory),
        ("ports", Ports(service)),
        ("envFrom", service.Configuration.IsEmpty ? null
            : Node.List([Node.Of(("configMapRef", Node.Of(("name", Configurations.NameOf(service)))))])),
        ("env", Node.List([.. service.Variables.Select(Environment), .. track.Name is null ? [] : Identity(service, track)])),
        ("resources", Resources(service.Sizes)),
        ("startupProbe", track.Startup is { } startup ? Probe(startup) : null),
        ("readinessProbe", track.Readiness is { } readiness ? Probe(readiness) : null),
        ("livenessProbe", track.Liveness is { } liveness ? Probe(liveness) : null),
        // Who drains by itself goes on answering while it waits; a store has nobody in front of it.
        ("lifecycle", service.Drains || service.IsStateful || service.Endpoints.IsEmpty ? null
            : Node.Of(("preStop", Node.Of(("sleep", Node.Of(("seconds", NoticeSeconds))))))),
        ("securityContext", ContainerSecurity),
        ("volumeMounts", Mounts(service)));

    private static Node.Sequence? Ports(PlannedService service) => Node.List(
    [
        .. service.Endpoints.DistinctBy(endpoint => (endpoint.TargetPort, endpoint.Protocol))
            .Select(endpoint => Port(endpoint.PortName, endpoint.TargetPort, endpoint.KubeProtocol)),
        .. service.ManagementPort is { } management ? new Node[] { Port(ManagementPort.Name, management, "TCP") } : [],
    ]);

    public static Node.Map Port(string name, int number, string protocol) => Node.Of(
        ("name", name), ("containerPort", number), ("protocol", protocol));

    public static Node Environment(Variable variable) => variable switch
    {
        Variable.FromKey key => FromKey(key.Name, key.IsSecret ? "secretKeyRef" : "configMapKeyRef", key.Source, key.Key),
        Variable.FromPod pod => FromPod(pod.Name, pod.Path),
        Variable.Composed composed => Node.Of(("name", composed.Name), ("value", composed.Value)),
        _ => throw new ArgumentOutOfRangeException(nameof(variable)),
    };

    private static Node.Map? Annotations(PlannedService service, PlannedTrack track, GenerationOptions options)
    {
        (string, Node?)[] annotations =
        [
            .. Monitoring.ScrapeAnnotations(service, options),
            // Applied again, it goes with the image to which it belongs.
            .. track.Name is null ? (IEnumerable<(string, Node?)>)[] : [(Digest, "")],
        ];
        return annotations.Length == 0 ? null : Node.Of(annotations);
    }

    /// <summary>Whose pod it is, for what tells people.</summary>
    public static IEnumerable<Node> Identity(PlannedService service, PlannedTrack track) =>
    [
        Node.Of(("name", "Instance__Service"), ("value", service.Name)),
        FromPod("Instance__Name", "metadata.name"),
        .. track.Name is not { } name ? (Node[])[] :
        [
            Node.Of(("name", "Instance__Track"), ("value", name)),
            FromPod("Instance__Digest", $"metadata.annotations['{Digest}']"),
        ],
    ];

    /// <param name="kind">Of the reference: <c>secretKeyRef</c> or <c>configMapKeyRef</c>.</param>
    public static Node.Map FromKey(string name, string kind, string source, string key) => Node.Of(
        ("name", name), ("valueFrom", Node.Of((kind, Node.Of(("name", source), ("key", key))))));

    public static Node.Map FromPod(string name, string path) => Node.Of(
        ("name", name), ("valueFrom", Node.Of(("fieldRef", Node.Of(("fieldPath", path))))));

    public static Node.Map Resources(Sizes sizes) => Node.Of(
        ("requests", Node.Of(("cpu", sizes.CpuRequest), ("memory", sizes.MemoryRequest))),
        ("limits", Node.Of(("cpu", sizes.CpuLimit), ("memory", sizes.MemoryLimit))));

    public static Node.Map Probe(Probe probe) => Node.Of(
        Question(probe.Target),
        // The API server drops a 0, and every apply would find a change.
        ("initialDelaySeconds", probe.InitialDelay == 0 ? null : probe.InitialDelay),
        ("periodSeconds", probe.Period),
        ("timeoutSeconds", probe.Timeout),
        ("successThreshold", probe.SuccessThreshold),
        ("failureThreshold", probe.FailureThreshold));

    private static (string, Node?) Question(ProbeTarget target) => target switch
    {
        ProbeTarget.Http http => ("httpGet", Node.Of(("path", http.Path), ("port", http.Port))),
        ProbeTarget.Tcp tcp => ("tcpSocket", Node.Of(("port", tcp.Port))),
        ProbeTarget.Command command => ("exec", Node.Of(("command", Node.Texts(command.Words)))),
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    private static Node.Sequence? Mounts(PlannedService service) => Node.List(
    [
        Node.Of(("name", "tmp"), ("mountPath", "/tmp")),
        .. service.Volumes.Select(volume => Node.Of(
            ("name", volume.Name), ("mountPath", volume.Target), ("readOnly", volume.IsReadOnly ? (Node)true : null))),
        .. service.Folders.Select(Mount),
    ]);

    public static Node Mount(SecretFolder folder) =>
        Node.Of(("name", folder.Volume), ("mountPath", folder.Target), ("readOnly", true));

    private static Node.Map Scratch(string name) => Node.Of(("name", name), ("emptyDir", Node.Of(("sizeLimit", "64Mi"))));

    private static Node.Sequence? Volumes(PlannedService service) => Node.List(
    [
        // The rest of the root is read-only; .NET keeps its diagnostics sockets here.
        Scratch("tmp"),
        .. service.Sidecar is null ? [] : new Node[] { Scratch(Sidecars.Volume) },
        .. service.Folders.Union(service.Sidecar?.Monitor.Folders ?? []).Select(folder => Node.Of(
            ("name", folder.Volume), ("secret", Node.Of(("secretName", folder.Secret), ("defaultMode", ReadableByOwnerAndGroup))))),
    ]);
}
