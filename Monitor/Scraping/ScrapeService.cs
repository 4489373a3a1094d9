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

    private volatile string? _fault;

    /// <summary>Why not every target is scraped; null when each is.</summary>
    public string? Fault => _fault;

    /// <summary>Starts and stops loops until there is one for each target. Returns why that is not so; null when it is.</summary>
    private string? Reconcile(CancellationToken stoppingToken)
    {
        var wanted = targets.Current.Targets.ToHashSet();
        foreach (var target in _loops.Keys.Where(target => !wanted.Contains(target)).ToList())
        {
            _loops.Remove(target, out var loop);
            loop.Stop.Cancel();
            board.Remove(target);
        }

        string? fault = null;
        foreach (var target in wanted.Where(target => !_loops.ContainsKey(target)))
        {
            try
            {
                Begin(target, stoppingToken);
            }
            catch (Exception e)
            {
                // Whatever is odd about one target, the others are scraped.
                fault ??= $"{target.Address}: {e.Message}";
            }
        }

        return fault;
    }

    private void Begin(Target target, CancellationToken stoppingToken)
    {
        var instance = new WatchedInstance(target, time.GetUtcNow(), options.Value);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        board.Add(instance);
        _loops[target] = (stop, FollowAsync(instance, stop));
    }

    private void Look(CancellationToken stoppingToken)
    {
        string? fault;
        try
        {
            fault = Reconcile(stoppingToken);
        }
        catch (Exception e)
        {
            // Those that are followed are scraped on, and the next look may work.
            fault = e.Message;
        }

        if (fault is not null && fault != _fault)
        {
            Log.LookFailed(logger, fault);
        }

        _fault = fault;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (started, looked) = (time.GetTimestamp(), -LookInterval);
        using var timer = new PeriodicTimer(_beats.Length, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            do
            {
                var elapsed = time.GetElapsedTime(started);
                if (elapsed - looked >= LookInterval)
                {
                    Look(ending.Token);
                    looked = elapsed;
                }

                _beats.Advance(elapsed);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await ending.CancelAsync();
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
