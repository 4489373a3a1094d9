using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;

namespace ServiceDefaults.Flags.Usage;

/// <summary>Tells Redis now and then, and at the end, which flags were evaluated; no evaluation waits for that.</summary>
internal sealed class UsageReporter(
    UsageReport report,
    IServiceProvider services,
    IOptions<FlagOptions> options,
    TimeProvider time,
    ILogger<UsageReporter> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenClearings = TimeSpan.FromDays(1);
    private DateTimeOffset? _clearedAt;
    private bool _isAway;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StepAsync();
    }

    internal async Task StepAsync()
    {
        var (evaluated, totals) = report.Take();
        if (evaluated.Count == 0)
        {
            return;
        }

        try
        {
            // Here and not in the constructor: opening the connection may take its whole timeout.
            var store = services.GetRequiredService<FlagStore>();
            await store.ReportAsync(evaluated);
            report.Done(totals);
            await ClearAsync(store);
            _isAway = false;
        }
        // Where a host is told to stop twice at once, the one may have closed the connection while the other still tells.
        catch (Exception exception) when (exception is FlagStoreUnavailableException or RedisException or ObjectDisposedException)
        {
            if (!_isAway)
            {
                Log.NotReported(logger, exception.Message);
            }

            _isAway = true;
        }
    }

    // Each service clears for all: no one of them need be there.
    private async Task ClearAsync(FlagStore store)
    {
        var now = time.GetUtcNow();
        if (_clearedAt is null || now - _clearedAt >= BetweenClearings)
        {
            await store.ForgetAsync();
            _clearedAt = now;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ReportPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await StepAsync();
        }
    }
}
