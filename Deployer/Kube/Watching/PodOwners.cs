using System.Collections.Frozen;
using Deployer.Kube.Controllers;
using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Watching;

/// <summary>Says whose a pod is, by those who keep it.</summary>
internal sealed class PodOwners(IEnumerable<KubeTrack> tracks, WatchedSet<V1ReplicaSet> replicaSets)
{
    private readonly FrozenDictionary<(WorkloadKind Kind, string Name), TrackKey> _tracks =
        tracks.ToFrozenDictionary(track => (track.Kind, track.Name), track => track.Key);

    /// <summary>Null while its ReplicaSet is not known yet: that will tell when it comes.</summary>
    public TrackKey? TrackOf(V1Pod pod) => OwnerOf(pod) switch
    {
        { Kind: V1ReplicaSet.KubeKind } owner when replicaSets.Known(owner.Name) is { } set => TrackOf(set),
        { Kind: V1ReplicationController.KubeKind } owner => ControllerOf(owner.Name),
        _ => null,
    };

    public TrackKey? TrackOf(V1ReplicaSet set) => OwnerOf(set) is { Kind: V1Deployment.KubeKind } owner
        ? Find(WorkloadKind.Deployment, owner.Name)
        : null;

    public TrackKey? TrackOf(V1ReplicationController controller) => ControllerOf(controller.Name());

    public static V1OwnerReference? OwnerOf(IMetadata<V1ObjectMeta> item) =>
        item.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true);

    private TrackKey? ControllerOf(string name) =>
        Find(WorkloadKind.ReplicationController, name) ??
        (ControllerNames.BaseOf(name) is { } origin ? Find(WorkloadKind.ReplicationController, origin) : null);

    private TrackKey? Find(WorkloadKind kind, string name) => _tracks.TryGetValue((kind, name), out var track) ? track : null;
}
