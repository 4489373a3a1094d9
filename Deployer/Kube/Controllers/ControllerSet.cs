using System.Globalization;
using Deployer.Kube.Pods;
using Deployer.Kube.Watching;
using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Controllers;

/// <summary>A track's ReplicationControllers with their pods, at one moment.</summary>
internal sealed class ControllerSet
{
    private readonly ILookup<string?, V1Pod> _pods;

    private ControllerSet(V1ReplicationController target, IReadOnlyList<V1ReplicationController> others, IEnumerable<V1Pod> pods)
    {
        Target = target;
        Others = others;
        _pods = pods.ToLookup(pod => PodOwners.OwnerOf(pod)?.Uid);
    }

    /// <summary>The one that was made the newest.</summary>
    public V1ReplicationController Target { get; }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<V1ReplicationController> Others { get; }

    /// <summary>Whether pods of earlier releases are still wanted: a rollout has something to replace.</summary>
    public bool HasOthersPods => Others.Any(other => other.Spec.Replicas != 0);

    public IEnumerable<V1ReplicationController> All => [.. Others, Target];

    /// <summary>How many pods the track should have: while others have pods, what was written down when the rollout began.</summary>
    public int Wanted => Others.Count > 0 && Number(Target, ControllerLabels.Wanted) is { } wanted
        ? wanted
        : Target.Spec.Replicas ?? 1;

    public int Revision => Number(Target, ControllerLabels.Revision) ?? 0;

    /// <summary>Null when the track has no ReplicationController.</summary>
    public static ControllerSet? Of(
        KubeTrack track, IEnumerable<V1ReplicationController> controllers, IEnumerable<V1Pod> pods)
    {
        var own = controllers
            .Where(controller => ControllerNames.Belongs(controller.Name(), track.Name))
            .OrderBy(controller => Number(controller, ControllerLabels.Revision) ?? 0)
            .ThenBy(controller => controller.Metadata.CreationTimestamp)
            .ToList();
        return own.Count == 0 ? null : new ControllerSet(own[^1], own[..^1], pods);
    }

    public IEnumerable<V1Pod> PodsOf(V1ReplicationController controller) => _pods[controller.Uid()];

    public ControllerState StateOf(V1ReplicationController controller)
    {
        var alive = PodsOf(controller).Where(pod => pod.IsAlive).ToList();
        var replicas = controller.Spec.Replicas ?? 1;
        var observed = controller.Status?.ObservedGeneration >= controller.Metadata.Generation;
        return new ControllerState(
            controller.Name(),
            replicas,
            alive.Count,
            alive.Count(pod => pod.IsReady),
            Settled: observed && controller.Status!.Replicas <= replicas && alive.Count <= replicas);
    }

    public ControllerStep? Next() => ControllerPlan.Next(Wanted, StateOf(Target), [.. Others.Select(StateOf)]);

    public static Release? ReleaseOf(V1ReplicationController controller, string container) =>
        TemplateImage.Parse(ContainerOf(controller, container)?.Image);

    public static V1Container? ContainerOf(V1ReplicationController controller, string name) =>
        controller.Spec.Template.Spec.Containers.FirstOrDefault(container => container.Name == name);

    private static int? Number(V1ReplicationController controller, string annotation) =>
        int.TryParse(controller.GetAnnotation(annotation), CultureInfo.InvariantCulture, out var number) ? number : null;
}
