using Microsoft.Extensions.Options;

namespace Monitor.Alerting.Plan;

/// <summary>Looks at the file again and again. By its content: a mounted ConfigMap changes without an event that all systems send.</summary>
internal sealed class PlanReload(AlertingPlanSource source, IOptions<AlertingOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ReloadInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            source.Reload();
        }
    }
}
