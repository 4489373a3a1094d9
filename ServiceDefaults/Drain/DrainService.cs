using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Drain;

/// <summary>
/// On SIGTERM: not ready first, then the delay, then the server stops accepting and finishes what it has. The host
/// calls every StoppingAsync before it stops the first service, the server among them; hence the delay is there.
/// </summary>
internal sealed class DrainService(
    DrainState state,
    IOptions<DrainOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DrainService> logger)
    : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        state.Begin();
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            // It never served, so that there is nobody to wait for.
            return;
        }

        var delay = options.Value.Delay.GetValueOrDefault();
        Log.Draining(logger, delay);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Log.Drained(logger);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
