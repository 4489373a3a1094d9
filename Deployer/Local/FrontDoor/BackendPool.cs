using System.Collections.Immutable;

namespace Deployer.Local.FrontDoor;

/// <summary>The ready instances of a service, of all its tracks, each of which gets an equal share of the requests.</summary>
internal sealed class BackendPool
{
    private ImmutableArray<Backend> _ready = [];
    private uint _turn;

    public int Count => Volatile.Read(ref _ready).Count;

    public void Add(Backend backend) =>
        ImmutableInterlocked.Update(ref _ready, ready => ready.Contains(backend) ? ready : ready.Add(backend));

    public void Remove(Backend backend) => ImmutableInterlocked.Update(ref _ready, ready => ready.Remove(backend));

    /// <summary>The next one in turn that lets the request in and was not tried before; null when there is none.</summary>
    public Backend? Enter(IReadOnlyCollection<Backend> tried)
    {
        var ready = Volatile.Read(ref _ready);
        var turn = Interlocked.Increment(ref _turn);
        for (var i = 0u; i < ready.Count; i++)
        {
            var backend = ready[(int)((turn + i) % (uint)ready.Count)];
            if (!tried.Contains(backend) && backend.TryEnter())
            {
                return backend;
            }
        }

        return null;
    }
}
