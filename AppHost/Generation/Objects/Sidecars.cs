using AppHost.Generation.Expressions;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>The container of a Monitor beside a service. It has no readiness: it must not decide about the service's traffic.</summary>
internal static class Sidecars
{
    public const string Volume = "sidecar-tmp";

    public static Node.Map? Container(PlannedService service, PlannedTrack track) => service.Sidecar is not { } sidecar ? null : Node.Of(
        ("name", sidecar.Monitor.Name),
        ("image", sidecar.Monitor.Tracks[0].Image),
        ("imagePullPolicy", sidecar.Monitor.Tracks[0].Moves ? "Always" : "IfNotPresent"),
        ("ports", Node.List([Pods.Port(PlannedSidecar.PortName, sidecar.Port, "TCP")])),
        ("env", Node.List(
        [
            Node.Of(("name", "HTTP_PORTS"), ("value", sidecar.Port.ToText())),
            Node.Of(("name", "Sidecar__Enabled"), ("value", "true")),
            .. Pods.Identity(service, track),
            Node.Of(("name", "Instance__Image"), ("value", track.Image)),
            .. sidecar.Settings.Select(setting => Pods.FromKey(setting, "configMapKeyRef", Configurations.NameOf(sidecar.Monitor), setting)),
            .. sidecar.Variables.Select(Pods.Environment),
        ])),
        ("resources", Pods.Resources(PlannedSidecar.Sizes)),
        ("livenessProbe", Pods.Probe(PlannedSidecar.Liveness)),
        ("securityContext", Pods.ContainerSecurity),
        ("volumeMounts", Node.List([Node.Of(("name", Volume), ("mountPath", "/tmp")), .. sidecar.Monitor.Folders.Select(Pods.Mount)])));
}
