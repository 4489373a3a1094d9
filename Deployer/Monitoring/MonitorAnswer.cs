namespace Deployer.Monitoring;

/// <summary>What the Monitor says of a track, as far as it is judged by.</summary>
internal sealed record MonitorAnswer(
    int Instances,
    double Requests,
    double ServerErrors,
    MonitorLatency Latency,
    double? CpuUtilization,
    double? MemoryAvailableBytes,
    int Restarts);
