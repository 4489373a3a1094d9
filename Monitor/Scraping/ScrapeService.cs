using Microsoft.Extensions.Options;

namespace Monitor.Scraping;

/// <summary>Keeps one loop for each target that discovery knows, and none for any other.</summary>
internal sealed class ScrapeService(
    ITargetSource targets,
    Scraper scraper,
    InstanceBoard board,
    IOptions<ScrapeOptions> options,
    TimeProvider time,
    ILogger<ScrapeService> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Target, (CancellationTokenSource Stop, Task Loop)> _loops = [];

    /// <summary>Starts and stops loops until there is one for each target.</summary>
    public void Reconcile(CancellationToken stoppingToken)
    {
        var wanted = targets.Current.Targets.ToHashSet();
        foreach (var target in _loops.Keys.Where(target => !wanted.Contains(target)).ToList())
        {
            _loops.Remove(target, out var loop);
            loop.Stop.Cancel();
            board.Remove(target);
        }

        foreach (var target in wanted.Where(target => !_loops.ContainsKey(target)))
        {
            var instance = new WatchedInstance(target, time.GetUtcNow(), options.Value);
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            board.Add(instance);
            _loops[target] = (stop, FollowAsync(instance, stop));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        try
        {
            do
            {
                Reconcile(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await Task.WhenAll(_loops.Values.Select(loop => loop.Loop));
        }
    }

    private async Task FollowAsync(WatchedInstance instance, CancellationTokenSource stop)
    {
        using var owned = stop;
        try
        {
            await ScrapeAsync(instance, stop.Token);
            await Task.Delay(Offset(instance.Target, options.Value.Interval), time, stop.Token);
            using var timer = new PeriodicTimer(options.Value.Interval, time);
            do
            {
                await ScrapeAsync(instance, stop.Token);
            }
            while (await timer.WaitForNextTickAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The target is gone, or the process goes.
        }
    }

    private async Task ScrapeAsync(WatchedInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            await scraper.ScrapeAsync(instance, cancellationToken);
            board.Scraped();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What goes wrong with one instance must not end its loop, nor the others'.
            Log.ScrapeFailed(logger, e, instance.Target.Instance);
        }
    }

    /// <summary>Spreads the instances over the interval, so that they are not all scraped at the same moment.</summary>
    private static TimeSpan Offset(Target target, TimeSpan interval) =>
        TimeSpan.FromTicks((uint)target.Address.GetHashCode() % (interval.Ticks + 1));
}
