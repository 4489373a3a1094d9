namespace AppHost.Generation.Planning;

/// <summary>One workload of a service.</summary>
/// <param name="Name">The track; null where the service is not released by tracks.</param>
/// <param name="Workload">The Deployment's or StatefulSet's name.</param>
/// <param name="Moves">Whether the image's tag moves, so that a node must ask for it again.</param>
/// <param name="Replicas">Null where an autoscaler says.</param>
internal sealed record PlannedTrack(
    string? Name,
    string Workload,
    string Image,
    bool Moves,
    int? Replicas,
    Model.TrackScale? Scale,
    Probe? Startup,
    Probe? Readiness,
    Probe? Liveness);
