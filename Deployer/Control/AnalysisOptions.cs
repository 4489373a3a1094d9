using System.ComponentModel.DataAnnotations;
using Deployer.Analysis;

namespace Deployer.Control;

/// <summary>How a track's releases are judged; configuration <c>Releases:{service}:Tracks:{track}:Analysis</c>.</summary>
internal sealed class AnalysisOptions
{
    /// <summary>Whether they are; by default where something is configured that measures.</summary>
    public bool? Enabled { get; set; }

    /// <summary>From one measurement to the next.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How far back each measurement looks, at most to the start of the analysis.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many successful measurements make a successful analysis: with the default interval, a minute.</summary>
    [Range(1, 10_000)]
    public int Count { get; set; } = 20;

    /// <summary>How many failed measurements are forgiven.</summary>
    [Range(0, 10_000)]
    public int FailureLimit { get; set; }

    /// <summary>Below so many requests in the window nothing is said.</summary>
    [Range(1, 1_000_000_000)]
    public int MinRequests { get; set; } = 50;

    /// <summary>How far the share of 5xx may be above the other's, 0..1.</summary>
    [Range(0.0, 1.0)]
    public double MaxErrorDifference { get; set; } = 0.01;

    /// <summary>What the share of 5xx may be in any case, 0..1; no limit when empty.</summary>
    [Range(0.0, 1.0)]
    public double? MaxErrorRate { get; set; }

    /// <summary>How many times the other's p95 the p95 may be.</summary>
    [Range(1.0, 1000.0)]
    public double MaxLatencyRatio { get; set; } = 1.5;

    /// <summary>What the p95 may be in any case; no limit when empty.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan? MaxLatency { get; set; }

    /// <summary>How many restarts in the window are forgiven.</summary>
    [Range(0, 1000)]
    public int MaxRestarts { get; set; }

    public AnalysisPolicy ToPolicy() => new(
        Interval,
        Window,
        Count,
        FailureLimit,
        MinRequests,
        MaxErrorDifference,
        MaxErrorRate,
        MaxLatencyRatio,
        MaxLatency,
        MaxRestarts);
}
