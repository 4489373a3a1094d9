using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Deployer.Control;
using Deployer.Kube.Controllers;
using Deployer.Kube.Pods;
using Deployer.Kube.Watching;
using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>The tracks of one namespace.</summary>
internal sealed class KubeCluster : ITrackWorkloads
{
    private readonly KubeView _view;
    private readonly FrozenDictionary<TrackKey, IWorkload> _workloads;
    private readonly ControllerRolling _rolling;

    public KubeCluster(KubeView view, KubeApi api, FaultReports reports, TimeProvider time, ILogger<KubeCluster> logger)
    {
        _view = view;
        _workloads = view.Tracks.ToFrozenDictionary<WatchedTrack, TrackKey, IWorkload>(
            watched => watched.Track.Key,
            watched => watched.Deployment is { } deployment
                ? new DeploymentWorkload(watched.Track, deployment, view, api, reports, logger)
                : new ControllerWorkload(watched.Track, view, api, reports, logger));
        _rolling = new ControllerRolling(_workloads.Values.OfType<ControllerWorkload>(), time, logger);
    }

    public Task<TrackObservation> ObserveAsync(TrackKey track, CancellationToken cancellationToken) =>
        WorkloadOf(track).ObserveAsync(cancellationToken);

    public Task RollAsync(TrackKey track, Release release, CancellationToken cancellationToken) =>
        WorkloadOf(track).RollAsync(release, cancellationToken);

    public Task ScaleAsync(TrackKey track, int? instances, CancellationToken cancellationToken) =>
        WorkloadOf(track).ScaleAsync(instances, cancellationToken);

    public Task ScaleToZeroAsync(TrackKey track, CancellationToken cancellationToken) =>
        WorkloadOf(track).ScaleToZeroAsync(cancellationToken);

    public async Task<IReadOnlyList<Instance>> ListInstancesAsync(TrackKey track, CancellationToken cancellationToken)
    {
        var workload = WorkloadOf(track);
        return PodInstances.Of(await workload.PodsAsync(cancellationToken), workload.Track.Container);
    }

    /// <summary>The object that keeps the track's pods; null when there is none.</summary>
    public Task<V1ObjectReference?> ReferenceAsync(TrackKey track, CancellationToken cancellationToken) =>
        WorkloadOf(track).ReferenceAsync(cancellationToken);

    /// <summary>
    /// While it is watched, and by nobody else, the rollouts are carried on that the cluster does not carry on itself.
    /// </summary>
    public async IAsyncEnumerable<TrackKey> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = Channel.CreateUnbounded<TrackKey>(new UnboundedChannelOptions { SingleReader = true });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAsync(changes.Writer, ended.Token);
        try
        {
            await foreach (var track in changes.Reader.ReadAllAsync(cancellationToken))
            {
                yield return track;
            }
        }
        finally
        {
            await ended.CancelAsync();
            await running;
        }
    }

    private async Task RunAsync(ChannelWriter<TrackKey> changes, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                _view.RunAsync(
                    track =>
                    {
                        changes.TryWrite(track);
                        _rolling.Wake(track);
                    },
                    cancellationToken),
                _rolling.RunAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception) // Whoever listens must hear of it, whatever it is.
        {
            changes.TryComplete(exception);
        }
    }

    private IWorkload WorkloadOf(TrackKey track) => _workloads.TryGetValue(track, out var workload)
        ? workload
        : throw new ClusterUnavailableException($"track {track} is not configured: {ReleaseCatalogReader.Section} does not have it");
}
