using System.Collections.Immutable;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>Decides a service's workloads: one for each track of its release, or one.</summary>
internal sealed class TrackPlanner(Manifest manifest, GenerationOptions options, Findings findings)
{
    private const string Live = "/health/live";
    private const string Ready = "/health/ready";

    public ImmutableArray<PlannedTrack> Plan(DeclaredService service, ImmutableArray<Endpoint> endpoints, ImageProfile? profile)
    {
        var (startup, readiness, liveness) = Targets(service, endpoints, profile);
        if (Releases.Of(manifest, service) is not { } release)
        {
            return
            [
                new PlannedTrack(
                    null,
                    KubeNames.Of(service.Name),
                    options.Images.Of(service) ?? "",
                    Moves: options.Images.RepositoryOf(service) is not null,
                    Replicas: 1,
                    Scale: null,
                    startup is null ? null : Probe.Startup(startup),
                    readiness is null ? null : Probe.Readiness(readiness),
                    liveness is null ? null : Probe.Liveness(liveness)),
            ];
        }

        Tell(release);
        return
        [
            .. release.Tracks.Select(track => new PlannedTrack(
                track.Name,
                $"{KubeNames.Of(service.Name)}-{KubeNames.Of(track.Name)}",
                $"{options.Images.RepositoryOf(service) ?? WithoutTag(service.Image!)}:{track.Tag}",
                Moves: true,
                track.Scale is null ? track.Replicas : null,
                track.Scale,
                Asked(track.Startup, startup, Probe.Startup),
                Asked(track.Readiness, readiness, Probe.Readiness),
                Asked(track.Liveness, liveness, Probe.Liveness))),
        ];
    }

    /// <summary>The release says how often and how long, and where unless nothing could be asked by HTTP.</summary>
    private static Probe? Asked(TrackProbe? said, ProbeTarget? target, Func<ProbeTarget, Probe> otherwise) => (said, target) switch
    {
        (_, null) => null,
        (null, _) => otherwise(target),
        (_, ProbeTarget.Http http) => Of(said, http with { Path = said.Path }),
        _ => Of(said, target),
    };

    private static Probe Of(TrackProbe said, ProbeTarget target) => new(
        target, said.InitialDelay, said.Period, said.Timeout, said.SuccessThreshold, said.FailureThreshold);

    private (ProbeTarget? Startup, ProbeTarget? Readiness, ProbeTarget? Liveness) Targets(
        DeclaredService service, ImmutableArray<Endpoint> endpoints, ImageProfile? profile)
    {
        if (profile is not null)
        {
            var command = profile.Ask(service.Environment.Select(variable => variable.Key));
            return (command, command, command);
        }

        var http = endpoints.FirstOrDefault(endpoint => endpoint is { Scheme: "http", Protocol: "tcp" });
        var port = ManagementPort.Of(service) is not null ? ManagementPort.Name
            : Releases.Of(manifest, service) is not null ? http?.PortName
            : null;
        if (port is not null)
        {
            var live = new ProbeTarget.Http(Live, port);
            return (live, live with { Path = Ready }, live);
        }

        if (endpoints.FirstOrDefault(endpoint => endpoint.Protocol == "tcp") is not { } first)
        {
            findings.Note(
                NoteKind.Assumed, service.Place, "has no probes: it listens nowhere, so that it counts as well while its process runs");
            return default;
        }

        findings.Note(
            NoteKind.Assumed,
            service.Place,
            $"counts as well while port {first.TargetPort} takes connections: the manifest names no health endpoint");
        var tcp = new ProbeTarget.Tcp(first.PortName);
        return (tcp, tcp, tcp);
    }

    // A colon before the last slash belongs to the registry's port.
    private static string WithoutTag(string image) =>
        image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? image[..colon] : image;

    private void Tell(DeclaredRelease release)
    {
        foreach (var track in release.Tracks.Where(track => track.Scale is { } scale && scale.Min != track.Replicas))
        {
            findings.Note(
                NoteKind.Adjusted,
                $"{release.Place}.{track.Name}.replicas",
                $"is left to the autoscaler, which starts at {track.Scale!.Min}: each apply would set {track.Replicas} again");
        }

        if (!manifest.Resources.OfType<DeclaredService>().Any(service => Releases.By(manifest, service).Contains(release)))
        {
            findings.Note(NoteKind.LeftOut, release.Place, "nobody rolls it: no service has a configuration for it");
        }
    }
}
