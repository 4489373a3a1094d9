using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Monitor.Scraping;

/// <summary>All instances that are watched now.</summary>
internal sealed class InstanceBoard
{
    private readonly ConcurrentDictionary<Target, WatchedInstance> _instances = new();

    private readonly Channel<bool> _scraped = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public IEnumerable<WatchedInstance> All => _instances.Values;

    public void Add(WatchedInstance instance) => _instances[instance.Target] = instance;

    public void Remove(Target target) => _instances.TryRemove(target, out _);

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
