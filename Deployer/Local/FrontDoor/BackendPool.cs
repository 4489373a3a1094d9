namespace Deployer.Local.FrontDoor;

/// <summary>
/// The ready instances of a service, of all its tracks, each of which gets an equal share of the requests.
/// </summary>
internal sealed class BackendPool
{
    private readonly Lock _lock = new();
    private Backend[] _ready = [];
    private uint _turn;

    public int Count => Volatile.Read(ref _ready).Length;

    public void Add(Backend backend)
    {
        lock (_lock)
        {
            if (!_ready.Contains(backend))
            {
                Volatile.Write(ref _ready, [.. _ready, backend]);
            }
        }
    }

    public void Remove(Backend backend)
    {
        lock (_lock)
        {
            Volatile.Write(ref _ready, [.. _ready.Where(other => other != backend)]);
        }
    }

    /// <summary>
    /// The next one in turn that lets the request in and was not tried before; null when there is none.
    /// </summary>
    public Backend? Enter(IReadOnlyCollection<Backend> tried)
    {
        var ready = Volatile.Read(ref _ready);
        var turn = Interlocked.Increment(ref _turn);
        for (var i = 0u; i < ready.Length; i++)
        {
            var backend = ready[(turn + i) % (uint)ready.Length];
            if (!tried.Contains(backend) && backend.TryEnter())
            {
                return backend;
            }
        }

        return null;
    }
}
