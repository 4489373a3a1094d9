using Deployer.Control;
using Deployer.Kube.Pods;
using Deployer.Kube.Watching;
using Deployer.Kube.Workloads;
using Deployer.Rollouts;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Deployer.Kube.Controllers;

/// <summary>A track whose pods ReplicationControllers keep. A rollout is begun here and carried on by <see cref="ControllerRolling"/>.</summary>
internal sealed class ControllerWorkload(
    KubeTrack track, KubeView view, KubeApi api, FaultReports reports, ILogger logger) : IWorkload
{
    private const string Resource = "replicationcontrollers";

    public KubeTrack Track => track;

    public async Task<TrackObservation> ObserveAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } set)
        {
            return TrackObservation.Nothing;
        }

        var state = set.StateOf(set.Target);
        var others = set.Others.Select(set.StateOf).ToList();
        var progress = new RolloutProgress(
            set.Wanted, state.Alive, state.Ready, Outdated: others.Sum(other => Math.Max(other.Alive, other.Replicas)));
        var image = set.Wanted == 0 ? null : ControllerSet.ContainerOf(set.Target, track.Container)?.Image;
        var template = TemplateImage.Parse(image);
        var pods = set.PodsOf(set.Target).Where(pod => pod.IsAlive).ToList();
        var faults = await reports.OfAsync(pods, cancellationToken);
        var unready = await reports.UnreadyAsync(pods, track.Container, cancellationToken);
        return new TrackObservation(template, progress, faults, template is null ? image : null, unready, track.Replicas);
    }

    public async Task<IEnumerable<V1Pod>> PodsAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } set ? set.All.SelectMany(set.PodsOf) : [];

    public async Task<V1ObjectReference?> ReferenceAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is { } set ? WorkloadReference.To(set.Target, api.Namespace) : null;

    public async Task RollAsync(Release release, CancellationToken cancellationToken)
    {
        var set = await FindAsync(cancellationToken) ?? throw new ClusterUnavailableException(
            $"there is no ReplicationController '{track.Name}' in namespace '{api.Namespace}' for track {track.Key}; " +
            $"apply it, or name another in {track.Path}:Name");
        if (ControllerSet.ContainerOf(set.Target, track.Container) is null)
        {
            throw new ClusterUnavailableException(
                $"ReplicationController '{set.Target.Name()}' has no container '{track.Container}'; {track.Path}:Container names it");
        }

        var stopped = set.Wanted == 0;
        if (!stopped && ControllerSet.ReleaseOf(set.Target, track.Container)?.Digest == release.Digest)
        {
            return;
        }

        var wanted = stopped ? track.Replicas : set.Wanted;
        var known = set.All.FirstOrDefault(
            controller => ControllerSet.ReleaseOf(controller, track.Container)?.Digest == release.Digest);

        // With no pods to replace there is nothing to go slowly for.
        int? start = stopped ? wanted : null;
        var rolled = known is null
            ? await CreateAsync(
                ControllerTemplate.Next(track, set.Target, release, set.Revision + 1, wanted, start ?? 0), cancellationToken)
            : await PatchAsync(
                known, ControllerTemplate.Again(known, release, set.Revision + 1, wanted, start), cancellationToken);
        Log.Rolled(logger, track.Key, $"{track.Kind} '{rolled.Name()}'", release.ToString());
    }

    public async Task ScaleAsync(int? instances, CancellationToken cancellationToken)
    {
        var wanted = instances ?? track.Replicas;
        if (await FindAsync(cancellationToken) is not { Wanted: not 0 } set)
        {
            return;
        }

        // While a rollout goes on, it comes to that number by itself; if its last step was under way already, it does not.
        if (set.HasOthersPods && set.Wanted != wanted)
        {
            await WantAsync(set, wanted, null, cancellationToken);
            set = await FindAsync(cancellationToken) ?? set;
        }

        if (!set.HasOthersPods && (set.Wanted != wanted || set.Target.Spec.Replicas != wanted))
        {
            await WantAsync(set, wanted, wanted, cancellationToken);
        }
    }

    public async Task ScaleToZeroAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } set)
        {
            return;
        }

        // The target first: it says how many are wanted, and whoever goes on from there takes the others away.
        foreach (var controller in set.All.Reverse().Where(controller => controller.Spec.Replicas != 0))
        {
            await PatchAsync(controller, ControllerTemplate.Want(controller, 0, 0), cancellationToken);
            Log.ScaledToZero(logger, track.Key, $"{track.Kind} '{controller.Name()}'");
        }
    }

    /// <summary>Takes the next step of a rollout, if there is one to take now.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } set || set.Next() is not { } step)
        {
            return;
        }

        switch (step)
        {
            case ControllerStep.Scale scale:
                var scaled = set.All.Single(controller => controller.Name() == scale.Name);
                await PatchAsync(scaled, ControllerTemplate.Scale(scaled, scale.Replicas), cancellationToken);
                break;
            case ControllerStep.Delete delete:
                await DeleteAsync(set.All.Single(controller => controller.Name() == delete.Name), cancellationToken);
                break;
        }

        Log.Stepped(logger, track.Key, $"{step}");
    }

    private async Task WantAsync(ControllerSet set, int wanted, int? now, CancellationToken cancellationToken)
    {
        await PatchAsync(set.Target, ControllerTemplate.Want(set.Target, wanted, now), cancellationToken);
        Log.Scaled(logger, track.Key, $"{track.Kind} '{set.Target.Name()}'", wanted);
    }

    private async Task<ControllerSet?> FindAsync(CancellationToken cancellationToken) => ControllerSet.Of(
        track, await view.Controllers.ListAsync(cancellationToken), await view.Pods.ListAsync(cancellationToken));

    private Task<V1ReplicationController> CreateAsync(V1ReplicationController next, CancellationToken cancellationToken) =>
        ChangeAsync(
            "create",
            null,
            (client, cancel) => client.CoreV1.CreateNamespacedReplicationControllerAsync(
                next, api.Namespace, fieldManager: KubeNames.FieldManager, cancellationToken: cancel),
            cancellationToken);

    private Task<V1ReplicationController> PatchAsync(
        V1ReplicationController read, V1Patch patch, CancellationToken cancellationToken) => ChangeAsync(
        "patch",
        read.Name(),
        (client, cancel) => client.CoreV1.PatchNamespacedReplicationControllerAsync(
            patch, read.Name(), api.Namespace, fieldManager: KubeNames.FieldManager, cancellationToken: cancel),
        cancellationToken);

    private async Task DeleteAsync(V1ReplicationController empty, CancellationToken cancellationToken)
    {
        var options = new V1DeleteOptions
        {
            PropagationPolicy = "Background",
            Preconditions = new V1Preconditions { ResourceVersion = empty.ResourceVersion(), Uid = empty.Uid() },
        };
        try
        {
            await api.AskAsync(
                "delete",
                Resource,
                empty.Name(),
                (client, cancel) => client.CoreV1.DeleteNamespacedReplicationControllerAsync(
                    empty.Name(), api.Namespace, options, cancellationToken: cancel),
                cancellationToken);
        }
        catch (HttpOperationException exception) when (exception.IsNotFound)
        {
            // It is what was wanted.
        }
    }

    private async Task<V1ReplicationController> ChangeAsync(
        string verb,
        string? name,
        Func<IKubernetes, CancellationToken, Task<V1ReplicationController>> change,
        CancellationToken cancellationToken)
    {
        try
        {
            var changed = await api.AskAsync(verb, Resource, name, change, cancellationToken);
            view.Controllers.Put(changed);
            return changed;
        }
        catch (HttpOperationException exception)
        {
            throw new ClusterUnavailableException(
                $"the ReplicationControllers of {track.Key} were changed by another meanwhile; they are looked at again", exception);
        }
    }
}
