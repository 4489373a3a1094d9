using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.ResourceMonitoring;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Resources;

/// <summary>
/// The container's limits and memory by Microsoft.Extensions.Diagnostics.ResourceMonitoring, which reads cgroups v1 and
/// v2 and job objects. Its services live in a provider of their own: registered in the host's they would end the
/// process at start where a cgroup file is missing, and count every TCP connection of the machine at each scrape.
/// </summary>
internal sealed class ContainerMonitor : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly ResourceQuota _quota;
    private readonly MeterListener _listener = new();
    private long _memoryUsed;

    private ContainerMonitor(ServiceProvider services, IMeterFactory meters)
    {
        _services = services;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other hosts of this process (tests) have meters of the same name; the scope tells them apart.
            if (instrument.Meter.Name == Names.ContainerMeter && instrument.Meter.Scope == meters
                && instrument.Name == "container.memory.usage")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, bytes, _, _) => Interlocked.Exchange(ref _memoryUsed, bytes));
        _listener.Start();
        _quota = services.GetRequiredService<ResourceQuotaProvider>().GetResourceQuota();
#pragma warning disable EXTOBS0001 // Resolving it is what publishes the container's instruments; nothing newer does.
        services.GetRequiredService<ISnapshotProvider>();
#pragma warning restore EXTOBS0001
    }

    /// <summary>
    /// Null where the platform has no such limits or they cannot be read; that is logged, and no fault.
    /// </summary>
    public static ContainerMonitor? TryCreate(IMeterFactory meters, ILoggerFactory loggers)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return null;
        }

        var services = new ServiceCollection()
            .AddSingleton(meters).AddSingleton(loggers).AddLogging().AddResourceMonitoring().BuildServiceProvider();
        try
        {
            return new ContainerMonitor(services, meters);
        }
        catch (Exception e)
        {
            // Anything may be wrong with the files of a container; the process is measured against the machine then.
            Log.ContainerUnreadable(loggers.CreateLogger<ContainerMonitor>(), e.Message);
            services.Dispose();
            return null;
        }
    }

    public ContainerReading Read()
    {
        _listener.RecordObservableInstruments();
        return new ContainerReading(
            _quota.MaxCpuInCores,
            (long)Math.Min(_quota.MaxMemoryInBytes, long.MaxValue),
            Interlocked.Read(ref _memoryUsed));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }
}
