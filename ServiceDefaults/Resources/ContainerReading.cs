namespace ServiceDefaults.Resources;

/// <summary>What a container may use and uses; cores and bytes. A limit of 0 is none.</summary>
public sealed record ContainerReading(double CpuLimit, long MemoryLimit, long MemoryUsed);
