namespace Monitor.Sidecar.Cgroups;

/// <summary>What a container uses and may use.</summary>
/// <param name="CpuTime">Since its start, on all cores together.</param>
/// <param name="CpuLimit">Cores; 0 is no limit.</param>
/// <param name="MemoryLimit">Bytes; 0, or more than the machine has, is no limit.</param>
/// <param name="MemoryUsed">Bytes.</param>
internal sealed record CgroupReading(TimeSpan CpuTime, double CpuLimit, long MemoryLimit, long MemoryUsed);
