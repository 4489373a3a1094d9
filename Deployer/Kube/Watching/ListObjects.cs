using k8s;
using k8s.Models;

namespace Deployer.Kube.Watching;

/// <summary>Lists what the selection names, with the version that a watch goes on from.</summary>
internal delegate Task<(IList<T> Items, string Version)> ListObjects<T>(
    IKubernetes client, string @namespace, Selection selection, CancellationToken cancellationToken)
    where T : IKubernetesObject<V1ObjectMeta>;
