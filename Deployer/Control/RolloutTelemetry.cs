using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>
/// Counts and times rollouts by service, track and phase (never by image or instance, of which there is no end), and closes
/// the trace that the webhook opened with a span from the request to the end.
/// </summary>
internal sealed class RolloutTelemetry
{
    private const string Name = "Slipway.Rollouts";
    private static readonly ActivitySource Source = new(Name);

    // From a process start to a large rollout that waits for its deadline.
    private static readonly double[] Buckets = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800];
    private readonly ConcurrentDictionary<TrackKey, int> _ready = new();
    private readonly Counter<long> _phases;
    private readonly Histogram<double> _durations;

    public RolloutTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _phases = meter.CreateCounter<long>("slipway.rollouts", "{rollout}", "Rollouts that entered a phase.");
        _durations = meter.CreateHistogram(
            "slipway.rollout.duration",
            "s",
            "From the request to the end of the rollout.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
        meter.CreateObservableGauge(
            "slipway.track.share.ratio", Shares, unit: null, "Part of the service's ready instances that is the track's.");
    }

    /// <summary>How many instances of a track get traffic, as its last pass saw them.</summary>
    public void Seen(TrackKey track, int ready) => _ready[track] = ready;

    public void PhaseChanged(Rollout rollout)
    {
        var tags = new TagList
        {
            { "service", rollout.Track.Service },
            { "track", rollout.Track.Track },
            { "phase", rollout.Phase.ToString() },
        };
        _phases.Add(1, tags);
        if (rollout.FinishedAt is { } end)
        {
            _durations.Record((end - rollout.RequestedAt).TotalSeconds, tags);
            Trace(rollout, end);
        }
    }

    private IEnumerable<Measurement<double>> Shares() =>
        from service in _ready.GroupBy(track => track.Key.Service)
        let all = service.Sum(track => track.Value)
        from track in service
        select new Measurement<double>(
            all == 0 ? 0 : (double)track.Value / all,
            new KeyValuePair<string, object?>("service", track.Key.Service),
            new KeyValuePair<string, object?>("track", track.Key.Track));

    private static void Trace(Rollout rollout, DateTimeOffset end)
    {
        _ = ActivityContext.TryParse(rollout.Trace, null, isRemote: true, out var parent);
        using var span = Source.StartActivity(
            "rollout",
            ActivityKind.Internal,
            parent,
            [
                new("slipway.service", rollout.Track.Service),
                new("slipway.track", rollout.Track.Track),
                new("slipway.image", rollout.Image.Familiar),
                new("slipway.digest", rollout.Digest?.ToString()),
                new("slipway.phase", rollout.Phase.ToString()),
            ],
            startTime: rollout.RequestedAt);
        span?.AddEvent(new ActivityEvent("taken up", rollout.StartedAt));
        span?.SetStatus(
            rollout.Phase is RolloutPhase.Succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error, rollout.Message);
        span?.SetEndTime(end.UtcDateTime);
    }
}
