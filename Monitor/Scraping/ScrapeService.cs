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
    private readonly ScrapeBeats _beats = new(options.Value.Interval);

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
        var (started, looked) = (time.GetTimestamp(), -LookInterval);
        using var timer = new PeriodicTimer(_beats.Length, time);
        try
        {
            do
            {
                var elapsed = time.GetElapsedTime(started);
                if (elapsed - looked >= LookInterval)
                {
                    Reconcile(stoppingToken);
                    looked = elapsed;
                }

                _beats.Advance(elapsed);
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
            while (true)
            {
                await ScrapeAsync(instance, stop.Token);
                await _beats.NextAsync(instance.Target, stop.Token);
            }
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
}
