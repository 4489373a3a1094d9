using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>The instances of the tracks: what the reconciler observes and acts upon.</summary>
internal interface ITrackWorkloads
{
    Task<TrackObservation> ObserveAsync(TrackKey track, CancellationToken cancellationToken);

    /// <summary>Makes the release the track's template and gives it its instances. The same release again changes nothing.</summary>
    Task RollAsync(TrackKey track, Release release, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the track so many instances; null for as many as are configured. A track that has none gets none, and one that has
    /// that many is left as it is.
    /// </summary>
    Task ScaleAsync(TrackKey track, int? instances, CancellationToken cancellationToken);

    /// <summary>Takes the template and the instances away.</summary>
    Task ScaleToZeroAsync(TrackKey track, CancellationToken cancellationToken);

    /// <summary>The instances of a track as they are now, the oldest first.</summary>
    Task<IReadOnlyList<Instance>> ListInstancesAsync(TrackKey track, CancellationToken cancellationToken);

    /// <summary>Names a track each time something about its instances has changed. Ends only with the token.</summary>
    IAsyncEnumerable<TrackKey> WatchAsync(CancellationToken cancellationToken);
}
