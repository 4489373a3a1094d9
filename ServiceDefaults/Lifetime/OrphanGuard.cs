using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Lifetime;

/// <summary>
/// Stops this process once its parent is gone, however the parent went: after a kill nobody else would. An id alone
/// does not do, for it is given to another process in time.
/// </summary>
internal sealed class OrphanGuard(
    IOptions<ParentOptions> options,
    IProcessTable processes,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<OrphanGuard> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ProcessId is not { } parent)
        {
            return;
        }

        var remembered = processes.Find(parent);
        using var timer = new PeriodicTimer(Interval, time);
        while (remembered is not null && processes.Find(parent) == remembered)
        {
            await timer.WaitForNextTickAsync(stoppingToken);
        }

        Log.Orphaned(logger, parent);
        await StartedAsync(stoppingToken);
        lifetime.StopApplication();
    }

    /// <summary>A host that is told to stop while it starts ends with an exception, not gracefully.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
