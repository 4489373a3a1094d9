using System.Globalization;
using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Pods;

/// <summary>Shows pods as instances.</summary>
internal static class PodInstances
{
    // Where metrics are: on the management port, if it has one.
    private static readonly string[] Ports = ["management", "http"];

    private const string VersionLabel = "app.kubernetes.io/version";

    /// <summary>The oldest first. A pod whose content is not known yet, because its template has no digest, is left out until it runs.</summary>
    public static IReadOnlyList<Instance> Of(IEnumerable<V1Pod> pods, string container) =>
    [
        .. pods.OrderBy(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => pod.Name(), StringComparer.Ordinal)
            .Select(pod => Of(pod, container)).OfType<Instance>(),
    ];

    private static Instance? Of(V1Pod pod, string name)
    {
        var status = pod.StatusOf(name);
        if (pod.ContainerOf(name) is not { } container || ReleaseOf(container, status) is not { } release)
        {
            return null;
        }

        var started = status?.State?.Running?.StartedAt ?? pod.Status?.StartTime ?? pod.Metadata.CreationTimestamp;
        return new Instance(
            pod.Name(),
            AddressOf(pod, container),
            release,
            pod.GetLabel(VersionLabel),
            pod.StateOf(name),
            pod.IsReady,
            status?.RestartCount ?? 0,
            started is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : default,
            status?.State?.Waiting?.Message ?? pod.Status?.Message);
    }

    // What a person has deployed without a digest is told by what the node has pulled.
    private static Release? ReleaseOf(V1Container container, V1ContainerStatus? status) =>
        TemplateImage.Parse(container.Image) ??
        (ImageReference.TryParse(container.Image?.Split('@')[0], out var image) &&
            Digest.TryParse(status?.ImageID?.Split('@')[^1], out var digest)
                ? new Release(image, digest)
                : null);

    private static string? AddressOf(V1Pod pod, V1Container container)
    {
        var ports = container.Ports ?? [];
        var port = Ports.Select(name => ports.FirstOrDefault(port => port.Name == name)).FirstOrDefault(port => port is not null)
            ?? ports.FirstOrDefault();
        return pod.Status?.PodIP is { Length: > 0 } ip && port is not null
            ? string.Create(CultureInfo.InvariantCulture, $"{(ip.Contains(':') ? $"[{ip}]" : ip)}:{port.ContainerPort}")
            : null;
    }
}
