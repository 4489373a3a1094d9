using System.Threading.Channels;

namespace Monitor.Scraping;

/// <summary>All instances that are watched now. For several threads.</summary>
internal sealed class InstanceBoard
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Target, WatchedInstance> _instances = [];

    private readonly Channel<bool> _scraped = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private IReadOnlyList<WatchedInstance>? _all;

    /// <summary>As they are now; asked for many times a second, and made anew only where one came or went.</summary>
    public IReadOnlyList<WatchedInstance> All
    {
        get
        {
            lock (_lock)
            {
                return _all ??= [.. _instances.Values];
            }
        }
    }

    public void Add(WatchedInstance instance)
    {
        lock (_lock)
        {
            _instances[instance.Target] = instance;
            _all = null;
        }
    }

    public void Remove(Target target)
    {
        lock (_lock)
        {
            _instances.Remove(target);
            _all = null;
        }
    }

    /// <summary>An instance has new samples.</summary>
    public void Scraped() => _scraped.Writer.TryWrite(true);

    /// <summary>Waits for new samples of any instance; for one waiter.</summary>
    /// <param name="limit">How long at most.</param>
    public async Task UntilScrapedAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _scraped.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing was scraped for that long.
        }
    }
}
