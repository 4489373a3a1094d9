using System.Diagnostics;
using k8s;

namespace Benchmarks.Cluster;

/// <summary>A watch that tells when something was first seen to be so: the one clock by which all peers are timed.</summary>
internal sealed class Sightings<T> : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<T, bool> Asked, TaskCompletionSource<long> Seen)> _waiting = [];
    private readonly Task _run;

    private Sightings(Func<CancellationToken, IAsyncEnumerable<(WatchEventType Type, T Item)>> watch) => _run = RunAsync(watch);

    public static Sightings<T> Begin(Func<CancellationToken, IAsyncEnumerable<(WatchEventType Type, T Item)>> watch) => new(watch);

    /// <summary>The time, in ticks of <see cref="Stopwatch"/>, of the first event from now on, or of what is there at the start, of which this is true.</summary>
    public Task<long> FirstAsync(Func<T, bool> asked)
    {
        var seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((asked, seen));
        }

        return seen.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, IAsyncEnumerable<(WatchEventType Type, T Item)>> watch)
    {
        try
        {
            await foreach (var (_, item) in watch(_stop.Token))
            {
                Take(item, Stopwatch.GetTimestamp());
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private void Take(T item, long now)
    {
        lock (_lock)
        {
            _waiting.RemoveAll(waiting => waiting.Asked(item) && waiting.Seen.TrySetResult(now));
        }
    }
}
