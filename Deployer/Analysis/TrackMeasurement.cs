using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>What the instances of one track did in a window of time, together.</summary>
/// <param name="Instances">How many instances could be asked.</param>
/// <param name="Requests">Requests answered in the window.</param>
/// <param name="ServerErrors">How many of those were answered 5xx.</param>
/// <param name="Latency">How long they took.</param>
/// <param name="CpuUtilization">The mean over the instances, 0..1 of their limit; null when none told.</param>
/// <param name="MemoryAvailable">The least over the instances, in bytes; null when none told.</param>
/// <param name="Restarts">How often an instance was started again in the window.</param>
/// <param name="Silent">Names of instances that told nothing in the window, though they should; null when all told.</param>
internal sealed record TrackMeasurement(
    int Instances,
    double Requests,
    double ServerErrors,
    LatencyHistogram Latency,
    double? CpuUtilization,
    double? MemoryAvailable,
    int Restarts,
    ImmutableList<string>? Silent = null);
