namespace Deployer.Analysis;

/// <summary>What a track did in a window of time, in the few figures that are kept with a rollout and shown.</summary>
/// <param name="Instances">How many instances could be asked.</param>
/// <param name="Silent">How many could not; null when all could.</param>
/// <param name="ErrorRate">The share of requests that were answered 5xx, 0..1; null without requests.</param>
/// <param name="P50">Seconds; null without requests.</param>
/// <param name="P95">Seconds; null without requests.</param>
/// <param name="P99">Seconds; null without requests.</param>
/// <param name="CpuUtilization">The mean over the instances, 0..1 of their limit; null when none told.</param>
/// <param name="MemoryAvailable">The least over the instances, in bytes; null when none told.</param>
/// <param name="Restarts">How often an instance was started again.</param>
internal sealed record TrackFigures(
    int Instances,
    int? Silent,
    double RequestsPerSecond,
    double? ErrorRate,
    double? P50,
    double? P95,
    double? P99,
    double? CpuUtilization,
    double? MemoryAvailable,
    int Restarts)
{
    private const int Digits = 4;

    /// <summary>Null when the track was not measured.</summary>
    /// <param name="window">Above zero.</param>
    public static TrackFigures? Of(TrackMeasurement? track, TimeSpan window) => track is null ? null : new TrackFigures(
        track.Instances,
        track.Silent?.Count,
        Rounded(track.Requests / window.TotalSeconds),
        track.Requests > 0 ? Rounded(track.ServerErrors / track.Requests) : null,
        Rounded(track.Latency.Quantile(0.5)),
        Rounded(track.Latency.Quantile(0.95)),
        Rounded(track.Latency.Quantile(0.99)),
        Rounded(track.CpuUtilization),
        track.MemoryAvailable is { } bytes ? Math.Round(bytes) : null,
        track.Restarts);

    private static double? Rounded(double? figure) => figure is { } value ? Rounded(value) : null;

    // More digits than are known are no better, and a rollout keeps many of these.
    private static double Rounded(double figure) => Math.Round(figure, Digits);
}
