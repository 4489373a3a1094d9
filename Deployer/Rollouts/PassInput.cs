using Deployer.Analysis;

namespace Deployer.Rollouts;

/// <summary>All that a pass over a track decides by.</summary>
/// <param name="Partner">The other track of the service; null when there is none.</param>
/// <param name="Resolution">What the registry says of the unanswered request; null when it was not asked.</param>
/// <param name="Measurement">What was measured for the analysis; null when nothing was to be measured.</param>
/// <param name="Before">What the track did before a release that is to be taken up; null when that is not known.</param>
/// <param name="WatchedSince">When these eyes opened: time in which nobody watched does not count as time without progress.</param>
/// <param name="Floor">How many ready instances the partner must have before this track is rolled; 0 for none.</param>
internal sealed record PassInput(
    TrackKey Track,
    TrackRecord Record,
    Partner? Partner,
    TrackObservation Seen,
    Resolution? Resolution,
    Measurement? Measurement,
    TrackMeasurement? Before,
    RolloutPolicy Policy,
    DateTimeOffset WatchedSince,
    DateTimeOffset Now,
    int Floor = 0);
