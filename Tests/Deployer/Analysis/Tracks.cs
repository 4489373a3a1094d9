using System.Collections.Immutable;
using Deployer.Analysis;

namespace Tests.Analysis;

/// <summary>Measurements as the tests need them.</summary>
internal static class Tracks
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly AnalysisPolicy Policy = new(
        Interval: TimeSpan.FromSeconds(5),
        Window: TimeSpan.FromMinutes(1),
        Count: 3,
        FailureLimit: 0,
        MinRequests: 50,
        MaxErrorDifference: 0.01,
        MaxErrorRate: null,
        MaxLatencyRatio: 1.5,
        MaxLatency: null,
        MaxRestarts: 0);

    private static readonly ImmutableArray<double> Bounds =
        [.. Enumerable.Range(0, 33).Select(i => Math.Pow(10, -3 + (i / 8.0))), double.PositiveInfinity];

    public static TrackMeasurement Of(double requests, double errors = 0, double latency = 0.01, int restarts = 0) =>
        Of(requests, errors, _ => latency, restarts);

    /// <param name="latency">Seconds of the request with this number, from 0.</param>
    public static TrackMeasurement Of(double requests, double errors, Func<int, double> latency, int restarts = 0)
    {
        var took = Enumerable.Range(0, (int)requests).Select(latency).ToList();
        return new TrackMeasurement(
            Instances: 1,
            requests,
            errors,
            new LatencyHistogram(Bounds, [.. Bounds.Select(bound => (double)took.Count(seconds => seconds <= bound))]),
            CpuUtilization: null,
            MemoryAvailable: null,
            restarts);
    }

    public static Judgement Judge(
        TrackMeasurement? candidate, TrackMeasurement? baseline, AnalysisPolicy? policy = null, double doubt = Shares.Doubt) =>
        Deployer.Analysis.Judge.Of(
            new Measurement(Start, TimeSpan.FromMinutes(1), candidate, baseline, candidate is null ? "nobody answers" : null),
            policy ?? Policy,
            doubt);
}
