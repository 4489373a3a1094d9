using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Resources;

/// <summary>What the Monitor's rules and the autoscaler read of every instance.</summary>
internal sealed class ResourceMetrics(IMeterFactory meters, ResourceSampler sampler) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Names.Meter);
        meter.CreateObservableGauge("slipway.cpu.utilization.ratio", () => Observe(usage => usage.CpuRatio), unit: null,
            "CPU of this process over its limit, in the last second.");
        meter.CreateObservableGauge("slipway.cpu.limit", () => Observe<double>(usage => usage.CpuLimit), "cores",
            "Cores this instance may use.");
        meter.CreateObservableGauge("slipway.memory.available", () => Observe<long>(usage => usage.MemoryAvailable),
            "By", "Memory this instance could still get.");
        meter.CreateObservableGauge("slipway.memory.limit", () => Observe<long>(usage => usage.MemoryLimit), "By",
            "Memory this instance may use.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Measurement<T>[] Observe<T>(Func<ResourceUsage, T?> select)
        where T : struct =>
        sampler.Latest is { } usage && select(usage) is { } value ? [new Measurement<T>(value)] : [];
}
