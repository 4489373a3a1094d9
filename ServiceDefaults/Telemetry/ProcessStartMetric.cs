using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// <c>process_start_time_seconds</c>, as Prometheus' own client libraries name it: tells a process that was started again
/// from one that has been there all the time.
/// </summary>
internal sealed class ProcessStartMetric(IMeterFactory meters) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        using var process = Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        meters.Create(Names.Meter).CreateObservableGauge(
            "process.start.time", () => started, "s", "When this process started, since 1970.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
