namespace AppHost.Generation.Model;

/// <param name="Tag">The tag that the track follows.</param>
/// <param name="Replicas">Instances at the start.</param>
/// <param name="Scale">Null where the number of instances is fixed.</param>
internal sealed record DeclaredTrack(
    string Name,
    string Tag,
    int Replicas,
    TrackScale? Scale,
    TrackProbe? Startup,
    TrackProbe? Readiness,
    TrackProbe? Liveness);
