using Deployer.Control;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Deployer.Kube.Watching;

/// <summary>
/// Objects of one kind, kept in memory while they are watched, and asked of the API server otherwise. As client-go's
/// reflector: list, watch from the list's version, list again when that version is gone.
/// </summary>
internal sealed class WatchedSet<T>(
    ResourceKind<T> kind, Selection selection, KubeApi api, TimeProvider time, ILogger logger)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const int WatchSeconds = 290;
    private static readonly TimeSpan BetweenWatches = TimeSpan.FromMilliseconds(50);
    private readonly RetryDelays<string> _delays = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
    private readonly ObjectStore<T> _store = new();
    private volatile bool _current;

    /// <summary>Whether what is in memory is kept up to date.</summary>
    public bool IsCurrent => _current;

    /// <exception cref="ClusterUnavailableException">It is not in memory, and the API server gave no answer.</exception>
    public async ValueTask<IReadOnlyList<T>> ListAsync(CancellationToken cancellationToken) =>
        _current ? [.. _store.Items] : [.. (await FetchAsync(cancellationToken)).Items];

    /// <summary>The object of that name; null when there is none.</summary>
    /// <exception cref="ClusterUnavailableException">It is not in memory, and the API server gave no answer.</exception>
    public async ValueTask<T?> FindAsync(string name, CancellationToken cancellationToken) =>
        _current ? _store.Find(name) : (await FetchAsync(cancellationToken)).Items.FirstOrDefault(item => item.Name() == name);

    /// <summary>The object of that name as last seen; null when none was seen.</summary>
    public T? Known(string name) => _store.Find(name);

    /// <summary>Takes in what a write has returned, so that the writer reads its own writes.</summary>
    public void Put(T item) => _store.Put(item);

    /// <summary>Keeps the objects until cancelled. Once at a time.</summary>
    /// <param name="changed">Told of every change: the object before and after it.</param>
    public async Task RunAsync(Action<T?, T?> changed, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await ListAndWatchAsync(changed, cancellationToken);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    throw;
                }
                catch (Exception exception) // Whatever it was, without a watch the leader is blind: it begins again.
                {
                    _current = false;
                    var delay = _delays.Next("");
                    Log.WatchLost(logger, kind.Resource, delay, exception.Message);
                    await Task.Delay(delay, time, cancellationToken);
                }
            }
        }
        finally
        {
            _current = false;
        }
    }

    private async Task ListAndWatchAsync(Action<T?, T?> changed, CancellationToken cancellationToken)
    {
        var (items, listed) = await FetchAsync(cancellationToken);
        var changes = _store.Replace(items, listed);
        _current = true;
        foreach (var (before, after) in changes)
        {
            changed(before, after);
        }

        for (var version = listed; version is not null;)
        {
            version = await FollowAsync(version, changed, cancellationToken);
            await Task.Delay(BetweenWatches, time, cancellationToken);
        }

        Log.ListedAgain(logger, kind.Resource);
    }

    /// <summary>One watch, to its end; returns the version to go on from, null when only a list can tell.</summary>
    private async Task<string?> FollowAsync(string version, Action<T?, T?> changed, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            var events = kind.Watch(
                api.Client, api.Namespace, selection, version, WatchSeconds, exception => fault ??= exception, cancellationToken);
            await foreach (var (type, item) in events.WithCancellation(cancellationToken))
            {
                _delays.Forget("");
                version = item.ResourceVersion();
                Take(type, item, changed);
            }
        }
        catch (EndOfStreamException)
        {
            // The watch's time is over, and nothing has happened in it.
        }
        catch (HttpOperationException exception) when (exception.IsGone)
        {
            return null;
        }
        catch (Exception exception) when (Translate(exception, cancellationToken) is { } translated)
        {
            throw translated;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return fault switch
        {
            null => version,
            KubernetesException { Status.Code: StatusCodes.Status410Gone } => null,
            _ => throw new ClusterUnavailableException($"the watch over {kind.Resource} broke: {fault.Message}", fault),
        };
    }

    private void Take(WatchEventType type, T item, Action<T?, T?> changed)
    {
        switch (type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                if (_store.Put(item) is (var before, true))
                {
                    changed(before, item);
                }

                break;
            case WatchEventType.Deleted:
                if (_store.Remove(item))
                {
                    changed(item, null);
                }

                break;
        }
    }

    private Task<(IList<T> Items, string Version)> FetchAsync(CancellationToken cancellationToken) => api.AskAsync(
        "list",
        kind.Resource,
        selection.Name,
        (client, cancel) => kind.List(client, api.Namespace, selection, cancel),
        cancellationToken);

    private ClusterUnavailableException? Translate(Exception exception, CancellationToken cancellationToken) => ApiFaults.Translate(
        exception, new KubeRequest("watch", kind.Resource, selection.Name, api.Namespace), cancellationToken);
}
