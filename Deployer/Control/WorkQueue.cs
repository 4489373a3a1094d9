using System.Threading.Channels;

namespace Deployer.Control;

/// <summary>
/// A queue of keys in which each stands at most once, and of which none is worked on twice at the same time: a key added
/// while it is being worked on comes again after that. As in client-go's <c>workqueue</c>.
/// </summary>
internal sealed class WorkQueue<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>();
    private readonly HashSet<TKey> _waiting = [];
    private readonly HashSet<TKey> _working = [];
    private readonly Dictionary<TKey, (ITimer Timer, DateTimeOffset Due)> _later = [];

    public void Add(TKey key)
    {
        lock (_lock)
        {
            if (_waiting.Add(key) && !_working.Contains(key))
            {
                _ready.Writer.TryWrite(key);
            }
        }
    }

    /// <summary>Adds the key after the delay, unless an earlier one is already set.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            var due = time.GetUtcNow() + delay;
            if (_later.TryGetValue(key, out var set))
            {
                if (set.Due <= due)
                {
                    return;
                }

                set.Timer.Dispose();
            }

            _later[key] = (time.CreateTimer(_ => Elapsed(key), null, delay, Timeout.InfiniteTimeSpan), due);
        }
    }

    /// <summary>Waits for a key. The taker calls <see cref="Done"/> when it has finished with it.</summary>
    public async ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        var key = await _ready.Reader.ReadAsync(cancellationToken);
        lock (_lock)
        {
            _waiting.Remove(key);
            _working.Add(key);
        }

        return key;
    }

    public void Done(TKey key)
    {
        lock (_lock)
        {
            _working.Remove(key);
            if (_waiting.Contains(key))
            {
                _ready.Writer.TryWrite(key);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (timer, _) in _later.Values)
            {
                timer.Dispose();
            }

            _later.Clear();
        }
    }

    private void Elapsed(TKey key)
    {
        lock (_lock)
        {
            if (_later.Remove(key, out var set))
            {
                set.Timer.Dispose();
            }
        }

        Add(key);
    }
}
