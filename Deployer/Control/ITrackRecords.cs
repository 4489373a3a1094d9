using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Keeps each track's record where it outlives the process. The two halves have different writers and never overwrite each other.</summary>
internal interface ITrackRecords
{
    Task<TrackRecord> ReadAsync(TrackKey track, CancellationToken cancellationToken);

    /// <summary>Returns once the request is durable.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written; the asker should ask again later.</exception>
    Task WriteDesiredAsync(TrackKey track, DesiredRelease desired, CancellationToken cancellationToken);

    /// <summary>Returns once the status is durable.</summary>
    /// <param name="before">The status that it was decided on; where another stands there by now, nothing is written.</param>
    /// <exception cref="RecordChangedException">Another has written meanwhile.</exception>
    /// <exception cref="ClusterUnavailableException">It could not be written.</exception>
    Task WriteStatusAsync(TrackKey track, TrackStatus status, TrackStatus before, CancellationToken cancellationToken);
}
