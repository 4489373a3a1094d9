using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>A track at one moment.</summary>
/// <param name="Share">Its part of the service's traffic, 0 to 1: its ready instances among all ready ones.</param>
internal sealed record TrackSnapshot(
    ReleasedTrack Track,
    TrackRecord Record,
    TrackObservation Seen,
    IReadOnlyList<Instance> Instances,
    double Share)
{
    public int Ready => Instances.Count(instance => instance.Ready);
}
