using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Instances;

namespace ServiceDefaults.Resources;

/// <summary>Reads this process, its container and its machine.</summary>
internal sealed class SystemResourceReader(
    IMeterFactory meters, ILoggerFactory loggers, IOptions<InstanceOptions> instance) : IResourceReader, IDisposable
{
    private readonly Lazy<ContainerMonitor?> _container = new(() => Watch(meters, loggers, instance.Value));

    public ResourceReading Read() => new(
        Environment.CpuUsage.TotalTime,
        Environment.WorkingSet,
        _container.Value?.Read(),
        MemoryInfo.Read());

    public void Dispose()
    {
        if (_container.IsValueCreated)
        {
            _container.Value?.Dispose();
        }
    }

    private static ContainerMonitor? Watch(IMeterFactory meters, ILoggerFactory loggers, InstanceOptions instance)
    {
        var hasOwnLimits = instance is { CpuLimit: > 0, MemoryLimit: > 0 };
        return hasOwnLimits ? null : ContainerMonitor.TryCreate(meters, loggers);
    }
}
