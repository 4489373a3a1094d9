using Deployer.Control;
using Deployer.Kube.Pods;
using Deployer.Kube.Watching;
using Deployer.Rollouts;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>A track whose pods a Deployment keeps.</summary>
internal sealed class DeploymentWorkload(
    KubeTrack track,
    WatchedSet<V1Deployment> deployment,
    KubeView view,
    KubeApi api,
    FaultReports reports,
    ILogger logger) : IWorkload
{
    private const string Resource = "deployments";
    private const int Attempts = 5;

    public KubeTrack Track => track;

    public async Task<TrackObservation> ObserveAsync(CancellationToken cancellationToken)
    {
        if (await deployment.FindAsync(track.Name, cancellationToken) is not { } found)
        {
            return TrackObservation.Nothing;
        }

        var sets = await view.ReplicaSets.ListAsync(cancellationToken);
        var seen = DeploymentPods.Of(track, found, sets, await view.Pods.ListAsync(cancellationToken));
        var faults = await reports.OfAsync(seen.Updated, cancellationToken);
        var unready = await reports.UnreadyAsync(seen.Updated, track.Container, cancellationToken);
        return new TrackObservation(seen.Template, seen.Progress, faults, seen.OtherTemplate, unready, track.Replicas);
    }

    public async Task<IEnumerable<V1Pod>> PodsAsync(CancellationToken cancellationToken) =>
        await deployment.FindAsync(track.Name, cancellationToken) is { } found
            ? DeploymentPods.PodsOf(
                found,
                await view.ReplicaSets.ListAsync(cancellationToken),
                await view.Pods.ListAsync(cancellationToken))
            : [];

    public async Task<V1ObjectReference?> ReferenceAsync(CancellationToken cancellationToken) =>
        await deployment.FindAsync(track.Name, cancellationToken) is { } found
            ? WorkloadReference.To(found, api.Namespace)
            : null;

    public async Task RollAsync(Release release, CancellationToken cancellationToken)
    {
        if (await ChangeAsync(found => PatchTo(found, release), cancellationToken))
        {
            Log.Rolled(logger, track.Key, $"{track.Kind} '{track.Name}'", release.ToString());
        }
    }

    public async Task ScaleAsync(int? instances, CancellationToken cancellationToken)
    {
        var wanted = instances ?? track.Replicas;
        if (await ChangeAsync(
            found => found.Spec.Replicas == 0 || found.Spec.Replicas == wanted ? null : DeploymentPatch.Scale(found, wanted), cancellationToken))
        {
            Log.Scaled(logger, track.Key, $"{track.Kind} '{track.Name}'", wanted);
        }
    }

    public async Task ScaleToZeroAsync(CancellationToken cancellationToken)
    {
        if (await ChangeAsync(found => found.Spec.Replicas == 0 ? null : DeploymentPatch.Scale(found, 0), cancellationToken))
        {
            Log.ScaledToZero(logger, track.Key, $"{track.Kind} '{track.Name}'");
        }
    }

    private V1Patch? PatchTo(V1Deployment found, Release release)
    {
        // A patch that names a container which is not there would add one.
        if (DeploymentPods.ContainerOf(found, track.Container) is not { } container)
        {
            throw new ClusterUnavailableException(
                $"Deployment '{track.Name}' has no container '{track.Container}'; {track.Path}:Container names it");
        }

        var stopped = found.Spec.Replicas == 0;
        var same = TemplateImage.Parse(container.Image) is { } now &&
            now.Digest == release.Digest && now.Image.Repository == release.Image.Repository;
        return same && !stopped
            ? null
            : DeploymentPatch.Roll(found, track.Container, release, stopped ? track.Replicas : null);
    }

    /// <summary>Patches what was seen, and only that: where a person has changed the template meanwhile, nothing is done.</summary>
    private async Task<bool> ChangeAsync(Func<V1Deployment, V1Patch?> change, CancellationToken cancellationToken)
    {
        var found = await deployment.FindAsync(track.Name, cancellationToken);
        var seen = ImageOf(found);
        for (var attempt = 1; ; attempt++)
        {
            if (found is null)
            {
                throw new ClusterUnavailableException(
                    $"there is no Deployment '{track.Name}' in namespace '{api.Namespace}' for track {track.Key}; " +
                    $"apply it, or name another in {track.Path}:Name");
            }

            if (change(found) is not { } patch)
            {
                return false;
            }

            try
            {
                deployment.Put(await PatchAsync(patch, cancellationToken));
                return true;
            }
            catch (HttpOperationException exception) when (exception.IsConflict || exception.IsNotFound)
            {
                // Most often only its status has changed.
                found = await ReadAsync(cancellationToken);
                if (attempt == Attempts || ImageOf(found) != seen)
                {
                    throw new ClusterUnavailableException(
                        $"Deployment '{track.Name}' was changed by another meanwhile; it is looked at again", exception);
                }
            }
        }
    }

    private string? ImageOf(V1Deployment? found) =>
        found is null ? null : DeploymentPods.ContainerOf(found, track.Container)?.Image;

    private Task<V1Deployment?> ReadAsync(CancellationToken cancellationToken) => api.FindAsync(
        Resource,
        track.Name,
        (client, cancel) => client.AppsV1.ReadNamespacedDeploymentAsync(track.Name, api.Namespace, cancellationToken: cancel),
        cancellationToken);

    private Task<V1Deployment> PatchAsync(V1Patch patch, CancellationToken cancellationToken) => api.AskAsync(
        "patch",
        Resource,
        track.Name,
        (client, cancel) => client.AppsV1.PatchNamespacedDeploymentAsync(
            patch, track.Name, api.Namespace, fieldManager: KubeNames.FieldManager, cancellationToken: cancel),
        cancellationToken);
}
