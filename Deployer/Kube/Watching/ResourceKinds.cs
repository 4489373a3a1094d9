using k8s;
using k8s.Models;

namespace Deployer.Kube.Watching;

internal static class ResourceKinds
{
    public static ResourceKind<V1Deployment> Deployments { get; } = new(
        "deployments",
        async (client, @namespace, selection, cancellationToken) =>
        {
            var list = await client.AppsV1.ListNamespacedDeploymentAsync(
                @namespace, fieldSelector: selection.Fields, labelSelector: selection.Labels, cancellationToken: cancellationToken);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (client, @namespace, selection, version, seconds, onError, cancellationToken) =>
            client.AppsV1.WatchListNamespacedDeploymentAsync(
                @namespace, allowWatchBookmarks: true, fieldSelector: selection.Fields, labelSelector: selection.Labels,
                resourceVersion: version, timeoutSeconds: seconds, onError: onError, cancellationToken: cancellationToken));

    public static ResourceKind<V1ReplicaSet> ReplicaSets { get; } = new(
        "replicasets",
        async (client, @namespace, selection, cancellationToken) =>
        {
            var list = await client.AppsV1.ListNamespacedReplicaSetAsync(
                @namespace, fieldSelector: selection.Fields, labelSelector: selection.Labels, cancellationToken: cancellationToken);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (client, @namespace, selection, version, seconds, onError, cancellationToken) =>
            client.AppsV1.WatchListNamespacedReplicaSetAsync(
                @namespace, allowWatchBookmarks: true, fieldSelector: selection.Fields, labelSelector: selection.Labels,
                resourceVersion: version, timeoutSeconds: seconds, onError: onError, cancellationToken: cancellationToken));

    public static ResourceKind<V1ReplicationController> ReplicationControllers { get; } = new(
        "replicationcontrollers",
        async (client, @namespace, selection, cancellationToken) =>
        {
            var list = await client.CoreV1.ListNamespacedReplicationControllerAsync(
                @namespace, fieldSelector: selection.Fields, labelSelector: selection.Labels, cancellationToken: cancellationToken);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (client, @namespace, selection, version, seconds, onError, cancellationToken) =>
            client.CoreV1.WatchListNamespacedReplicationControllerAsync(
                @namespace, allowWatchBookmarks: true, fieldSelector: selection.Fields, labelSelector: selection.Labels,
                resourceVersion: version, timeoutSeconds: seconds, onError: onError, cancellationToken: cancellationToken));

    public static ResourceKind<V1Pod> Pods { get; } = new(
        "pods",
        async (client, @namespace, selection, cancellationToken) =>
        {
            var list = await client.CoreV1.ListNamespacedPodAsync(
                @namespace, fieldSelector: selection.Fields, labelSelector: selection.Labels, cancellationToken: cancellationToken);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (client, @namespace, selection, version, seconds, onError, cancellationToken) =>
            client.CoreV1.WatchListNamespacedPodAsync(
                @namespace, allowWatchBookmarks: true, fieldSelector: selection.Fields, labelSelector: selection.Labels,
                resourceVersion: version, timeoutSeconds: seconds, onError: onError, cancellationToken: cancellationToken));

    public static ResourceKind<V1ConfigMap> ConfigMaps { get; } = new(
        "configmaps",
        async (client, @namespace, selection, cancellationToken) =>
        {
            var list = await client.CoreV1.ListNamespacedConfigMapAsync(
                @namespace, fieldSelector: selection.Fields, labelSelector: selection.Labels, cancellationToken: cancellationToken);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (client, @namespace, selection, version, seconds, onError, cancellationToken) =>
            client.CoreV1.WatchListNamespacedConfigMapAsync(
                @namespace, allowWatchBookmarks: true, fieldSelector: selection.Fields, labelSelector: selection.Labels,
                resourceVersion: version, timeoutSeconds: seconds, onError: onError, cancellationToken: cancellationToken));
}
