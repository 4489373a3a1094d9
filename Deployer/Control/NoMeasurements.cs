using Deployer.Analysis;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Stands in where nothing is configured that could measure: every analysis is inconclusive, and says so.</summary>
internal sealed class NoMeasurements(TimeProvider time) : IMeasurements
{
    public Task<Measurement> MeasureAsync(
        TrackKey candidate, Release release, TrackKey? baseline, TimeSpan window, CancellationToken cancellationToken) =>
        Task.FromResult(new Measurement(
            time.GetUtcNow(),
            window,
            Candidate: null,
            Baseline: null,
            "nothing measures: set Measurements:Monitor:Address or Measurements:Prometheus:Address"));
}
