using System.Collections.Frozen;
using Deployer.Control;
using Deployer.Rollouts;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace Deployer.Kube.Watching;

/// <summary>
/// All that the Deployer sees of its namespace. While it is watched (by the leader), in memory; otherwise asked anew each
/// time, so that nobody decides on what an earlier leadership remembers.
/// </summary>
internal sealed class KubeView
{
    private readonly FrozenDictionary<TrackKey, WatchedTrack> _tracks;

    public KubeView(ReleaseCatalog catalog, IOptions<KubeOptions> options, KubeApi api, TimeProvider time, ILogger<KubeView> logger)
    {
        WatchedSet<T> Watched<T>(ResourceKind<T> kind, Selection selection)
            where T : class, IKubernetesObject<V1ObjectMeta> => new(kind, selection, api, time, logger);

        var labelled = Selection.Labelled(options.Value.Selector);
        _tracks = catalog.Tracks.Select(released => options.Value.TrackOf(released.Key)).ToFrozenDictionary(
            track => track.Key,
            track => new WatchedTrack(
                track,
                Watched(ResourceKinds.ConfigMaps, Selection.Of(track.RecordName)),
                track.Kind == WorkloadKind.Deployment
                    ? Watched(ResourceKinds.Deployments, Selection.Of(track.Name))
                    : null));
        Pods = Watched(ResourceKinds.Pods, labelled);
        ReplicaSets = Watched(ResourceKinds.ReplicaSets, labelled);
        Controllers = Watched(ResourceKinds.ReplicationControllers, labelled);
    }

    public IReadOnlyCollection<WatchedTrack> Tracks => _tracks.Values;

    public WatchedSet<V1Pod> Pods { get; }

    public WatchedSet<V1ReplicaSet> ReplicaSets { get; }

    public WatchedSet<V1ReplicationController> Controllers { get; }

    public WatchedTrack TrackOf(TrackKey key) => _tracks.TryGetValue(key, out var track)
        ? track
        : throw new ClusterUnavailableException($"track {key} is not configured: {ReleaseCatalogReader.Section} does not have it");

    /// <summary>Watches until cancelled, and names every track of which something has changed.</summary>
    public Task RunAsync(Action<TrackKey> changed, CancellationToken cancellationToken)
    {
        var owners = new PodOwners(Tracks.Select(track => track.Track), ReplicaSets);
        void Told(TrackKey? track)
        {
            if (track is { } key)
            {
                changed(key);
            }
        }

        var runs = new List<Task>
        {
            Pods.RunAsync((before, after) => Told(owners.TrackOf((after ?? before)!)), cancellationToken),
        };
        foreach (var track in Tracks)
        {
            // What this process wrote itself it knows already.
            runs.Add(track.Record.RunAsync((_, _) => changed(track.Track.Key), cancellationToken));
            if (track.Deployment is { } deployment)
            {
                runs.Add(deployment.RunAsync((_, _) => changed(track.Track.Key), cancellationToken));
            }
        }

        if (Tracks.Any(track => track.Deployment is not null))
        {
            runs.Add(ReplicaSets.RunAsync((before, after) => Told(owners.TrackOf((after ?? before)!)), cancellationToken));
        }

        if (Tracks.Any(track => track.Deployment is null))
        {
            runs.Add(Controllers.RunAsync((before, after) => Told(owners.TrackOf((after ?? before)!)), cancellationToken));
        }

        return Task.WhenAll(runs);
    }
}
