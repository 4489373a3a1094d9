using ServiceDefaults.Instances;

namespace ServiceDefaults.Resources;

/// <summary>An instance's use of what it may use.</summary>
/// <param name="CpuRatio">0..1, CPU over its limit since the reading before; null at the first reading.</param>
/// <param name="CpuLimit">Cores.</param>
/// <param name="MemoryAvailable">Bytes.</param>
/// <param name="MemoryLimit">Bytes.</param>
public sealed record ResourceUsage(double? CpuRatio, double CpuLimit, long MemoryAvailable, long MemoryLimit)
{
    /// <summary>
    /// The instance's own limit counts first (many instances may share one container on a developer's machine),
    /// then the container's, then the machine.
    /// </summary>
    public static ResourceUsage Between(
        ResourceReading? earlier, ResourceReading now, TimeSpan elapsed, InstanceOptions instance, int processors)
    {
        var cores = Cores(instance, now.Container, processors);
        var (available, limit) = Memory(instance, now);
        return new ResourceUsage(Ratio(earlier, now, elapsed, cores), cores, Math.Max(0, available), limit);
    }

    private static double Cores(InstanceOptions instance, ContainerReading? container, int processors) =>
        instance.CpuLimit > 0 ? instance.CpuLimit
        : container is { CpuLimit: > 0 } ? Math.Min(container.CpuLimit, processors)
        : processors;

    private static double? Ratio(ResourceReading? earlier, ResourceReading now, TimeSpan elapsed, double cores) =>
        earlier is null || elapsed <= TimeSpan.Zero
            ? null
            : Math.Clamp((now.CpuTime - earlier.CpuTime) / elapsed / cores, 0, 1);

    private static (long Available, long Limit) Memory(InstanceOptions instance, ResourceReading now)
    {
        if (instance.MemoryLimit > 0)
        {
            return (instance.MemoryLimit - now.ProcessMemory, instance.MemoryLimit);
        }

        // A container without a limit reports the machine's size, or more than that.
        return now.Container is { MemoryLimit: > 0 } container && container.MemoryLimit < now.Machine.Total
            ? (container.MemoryLimit - container.MemoryUsed, container.MemoryLimit)
            : (now.Machine.Available, now.Machine.Total);
    }
}
