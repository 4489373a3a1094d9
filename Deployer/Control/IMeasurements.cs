using Deployer.Analysis;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Measures what tracks do, from whatever watches them.</summary>
internal interface IMeasurements
{
    /// <summary>How far back it can look; null where nothing limits that.</summary>
    TimeSpan? LongestWindow => null;

    /// <summary>
    /// Measures both over the same window, which ends now. What cannot be measured is said in
    /// <see cref="Measurement.Fault"/>; nothing is thrown for it.
    /// </summary>
    /// <param name="candidate">The track on trial; only instances of <paramref name="release"/> count.</param>
    /// <param name="baseline">The track it is compared with; null when there is none.</param>
    Task<Measurement> MeasureAsync(
        TrackKey candidate,
        Release release,
        TrackKey? baseline,
        TimeSpan window,
        CancellationToken cancellationToken);
}
