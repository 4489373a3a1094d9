namespace Monitor.Measurements;

/// <summary>What the instances of one track did in a window of time, together.</summary>
/// <param name="At">The end of the window.</param>
/// <param name="WindowSeconds">How long it is.</param>
/// <param name="Instances">How many instances told of themselves.</param>
/// <param name="Silent">Names of those that did not, though they are watched.</param>
/// <param name="Requests">Requests answered.</param>
/// <param name="RequestsPerSecond">The same by the window's length.</param>
/// <param name="ServerErrors">How many of those were answered 5xx.</param>
/// <param name="ServerErrorRatio">0..1; null without requests.</param>
/// <param name="Latency">How long requests took.</param>
/// <param name="CpuUtilization">The mean over the instances, 0..1 of their limit; null when none told.</param>
/// <param name="MemoryAvailableBytes">The least over the instances; null when none told.</param>
/// <param name="Restarts">How often an instance was started again.</param>
/// <param name="DiscoveryError">Why the list of instances may be old; null when it is not.</param>
internal sealed record TrackMeasurement(
    string Service,
    string Track,
    string? Digest,
    DateTimeOffset At,
    double WindowSeconds,
    int Instances,
    IReadOnlyList<string> Silent,
    double Requests,
    double RequestsPerSecond,
    double ServerErrors,
    double? ServerErrorRatio,
    LatencyMeasurement Latency,
    double? CpuUtilization,
    double? MemoryAvailableBytes,
    int Restarts,
    string? DiscoveryError);
