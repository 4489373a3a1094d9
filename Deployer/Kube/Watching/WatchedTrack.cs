using k8s.Models;

namespace Deployer.Kube.Watching;

/// <summary>A track with those of its objects that have a name of their own.</summary>
/// <param name="Deployment">Null for another kind of workload.</param>
internal sealed record WatchedTrack(KubeTrack Track, WatchedSet<V1ConfigMap> Record, WatchedSet<V1Deployment>? Deployment);
