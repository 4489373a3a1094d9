using Deployer.Rollouts;

namespace Deployer.Kube;

/// <summary>A track and the workload that keeps its pods.</summary>
internal sealed record KubeTrack(TrackKey Key, WorkloadKind Kind, string Name, string Container, int Replicas)
{
    /// <summary>The ConfigMap that holds the track's record.</summary>
    public string RecordName => $"slipway-{Key.Service}-{Key.Track}";

    /// <summary>Where the configuration of this track stands.</summary>
    public string Path => $"{KubeOptions.Section}:Services:{Key.Service}:Tracks:{Key.Track}";

    public static KubeTrack Of(TrackKey key, KubeTrackOptions options) => new(
        key,
        options.Kind,
        options.Name is { Length: > 0 } name ? name : $"{key.Service}-{key.Track}",
        options.Container is { Length: > 0 } container ? container : key.Service,
        options.Replicas);
}
