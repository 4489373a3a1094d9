namespace Deployer.Monitoring;

/// <summary>What the Monitor says of a track, as far as it is judged by.</summary>
/// <param name="Silent">Names of instances that are watched and told nothing in the window.</param>
internal sealed record MonitorAnswer(
    int Instances,
    double Requests,
    double ServerErrors,
    MonitorLatency Latency,
    double? CpuUtilization,
    double? MemoryAvailableBytes,
    int Restarts,
    IReadOnlyList<string>? Silent = null);
