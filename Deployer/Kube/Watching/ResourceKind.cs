using k8s;
using k8s.Models;

namespace Deployer.Kube.Watching;

/// <summary>How objects of one kind are listed and watched.</summary>
/// <param name="Resource">As a Role names it, such as <c>pods</c>.</param>
internal sealed record ResourceKind<T>(string Resource, ListObjects<T> List, WatchObjects<T> Watch)
    where T : IKubernetesObject<V1ObjectMeta>;
