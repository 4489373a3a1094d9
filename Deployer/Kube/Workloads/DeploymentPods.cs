using Deployer.Kube.Pods;
using Deployer.Kube.Watching;
using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>
/// Sums up a Deployment. Its own status and its pods must both say that it is done: the pods are seen by another watch than
/// the Deployment, and either may be behind. What the controller has not looked at yet (generation) is not done, and the
/// trouble of the pods that are there is not that of the template.
/// </summary>
internal static class DeploymentPods
{
    private const string Revision = "deployment.kubernetes.io/revision";

    public static WorkloadPods Of(
        KubeTrack track, V1Deployment deployment, IEnumerable<V1ReplicaSet> replicaSets, IEnumerable<V1Pod> pods)
    {
        var wanted = deployment.Spec.Replicas ?? 1;
        var status = deployment.Status ?? new V1DeploymentStatus();
        var sets = SetsOf(deployment, replicaSets);
        var newest = status.ObservedGeneration >= deployment.Metadata.Generation
            ? sets.Find(set => set.GetAnnotation(Revision) == deployment.GetAnnotation(Revision))
            : null;
        var alive = PodsOf(sets, pods).Where(pod => pod.IsAlive).ToList();
        var updated = alive.Where(pod => newest is not null && PodOwners.OwnerOf(pod)?.Uid == newest.Uid()).ToList();
        var counted = status.UpdatedReplicas ?? 0;
        var progress = new RolloutProgress(
            wanted,
            Updated: Math.Min(updated.Count, counted),
            Available: Math.Min(updated.Count(pod => pod.IsReady), status.AvailableReplicas ?? 0),
            Outdated: Math.Max(alive.Count - updated.Count, (status.Replicas ?? 0) - counted));
        var image = wanted == 0 ? null : ContainerOf(deployment, track.Container)?.Image;
        var template = TemplateImage.Parse(image);
        return new WorkloadPods(template, template is null ? image : null, progress, updated);
    }

    public static IEnumerable<V1Pod> PodsOf(
        V1Deployment deployment, IEnumerable<V1ReplicaSet> replicaSets, IEnumerable<V1Pod> pods) =>
        PodsOf(SetsOf(deployment, replicaSets), pods);

    public static V1Container? ContainerOf(V1Deployment deployment, string name) =>
        deployment.Spec.Template.Spec.Containers.FirstOrDefault(container => container.Name == name);

    private static List<V1ReplicaSet> SetsOf(V1Deployment deployment, IEnumerable<V1ReplicaSet> sets) =>
        [.. sets.Where(set => PodOwners.OwnerOf(set)?.Uid == deployment.Uid())];

    private static IEnumerable<V1Pod> PodsOf(List<V1ReplicaSet> sets, IEnumerable<V1Pod> pods)
    {
        var owners = sets.Select(set => set.Uid()).ToHashSet();
        return pods.Where(pod => PodOwners.OwnerOf(pod) is { } owner && owners.Contains(owner.Uid));
    }
}
