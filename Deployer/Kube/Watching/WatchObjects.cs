using k8s;
using k8s.Models;

namespace Deployer.Kube.Watching;

/// <summary>Watches what the selection names, from a version on.</summary>
internal delegate IAsyncEnumerable<(WatchEventType Type, T Item)> WatchObjects<T>(
    IKubernetes client,
    string @namespace,
    Selection selection,
    string version,
    int seconds,
    Action<Exception> onError,
    CancellationToken cancellationToken)
    where T : IKubernetesObject<V1ObjectMeta>;
