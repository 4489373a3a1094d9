using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Keeps a track from being scaled below a number of instances for a while.</summary>
internal interface ITrackFloors
{
    /// <summary>
    /// Raises the least number of instances that a track is scaled to, or gives back what it was. The same again changes nothing;
    /// what someone else has set meanwhile is respected where it is higher, and kept when the floor goes.
    /// </summary>
    /// <param name="floor">Null for what it was.</param>
    /// <returns>The least number that holds now: fewer than asked for where the track may not have so many; null when it is not
    /// kept at any number for this.</returns>
    /// <exception cref="ClusterUnavailableException">It could not be set; it should be tried again.</exception>
    Task<int?> SetFloorAsync(TrackKey track, int? floor, CancellationToken cancellationToken);
}
