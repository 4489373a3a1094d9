using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Deployer.Rollouts;

namespace Deployer.Local.Tracks;

/// <summary>Tells whoever listens which track has changed.</summary>
internal sealed class TrackWatch
{
    private ImmutableList<Channel<TrackKey>> _listeners = [];

    public void Announce(TrackKey track)
    {
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            listener.Writer.TryWrite(track);
        }
    }

    public async IAsyncEnumerable<TrackKey> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listener = Channel.CreateUnbounded<TrackKey>(new UnboundedChannelOptions { SingleReader = true });
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        try
        {
            await foreach (var track in listener.Reader.ReadAllAsync(cancellationToken))
            {
                yield return track;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(listener));
        }
    }
}
