namespace Deployer.Analysis;

/// <summary>How a release is judged against another at the same time.</summary>
/// <param name="Interval">From one measurement to the next.</param>
/// <param name="Window">How far back each measurement looks, at most to the start of the analysis.</param>
/// <param name="Count">How many successful measurements make a successful analysis.</param>
/// <param name="FailureLimit">How many failed measurements are forgiven; one more and the analysis has failed.</param>
/// <param name="MinRequests">Below so many requests of the candidate in the window nothing is said of it.</param>
/// <param name="MaxErrorDifference">How far the candidate's share of 5xx may be above the baseline's, 0..1.</param>
/// <param name="MaxErrorRate">What the candidate's share of 5xx may be in any case, 0..1; null for no such check.</param>
/// <param name="MaxLatencyRatio">How many times the baseline's p95 the candidate's may be.</param>
/// <param name="MaxLatency">What the candidate's p95 may be in any case; null for no such check.</param>
/// <param name="MaxRestarts">How many restarts of the candidate are forgiven.</param>
internal sealed record AnalysisPolicy(
    TimeSpan Interval,
    TimeSpan Window,
    int Count,
    int FailureLimit,
    int MinRequests,
    double MaxErrorDifference,
    double? MaxErrorRate,
    double MaxLatencyRatio,
    TimeSpan? MaxLatency,
    int MaxRestarts);
