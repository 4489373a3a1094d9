using System.Collections.Frozen;
using k8s.Models;

namespace Deployer.Kube.Pods;

/// <summary>
/// Finds the containers of a pod that will not get well by waiting. One restart is none: a build that fails its liveness
/// for a while and recovers is left alone. Nor is a pod that finds no room, or is not ready yet: the deadline judges those.
/// </summary>
internal static class PodFaults
{
    private const string CrashLoopBackOff = nameof(CrashLoopBackOff);
    private const string OutOfMemory = "OOMKilled";

    /// <summary>After how many restarts a container that is out of memory again is in trouble, though it runs.</summary>
    private const int RestartsOutOfMemory = 2;

    // The kubelet's words for a container that is kept from starting (pkg/kubelet/images, pkg/kubelet/container, kuberuntime).
    private static readonly FrozenSet<string> NotStarting = FrozenSet.Create(
        StringComparer.Ordinal,
        "ImagePullBackOff",
        "ErrImagePull",
        "ErrImageNeverPull",
        "InvalidImageName",
        "ImageInspectError",
        "CreateContainerConfigError",
        "CreateContainerError",
        "RunContainerError");

    public static IEnumerable<PodFault> Of(V1Pod pod) =>
        pod.Metadata.DeletionTimestamp is not null
            ? []
            : Containers(pod).Select(container => Of(pod, container)).OfType<PodFault>();

    private static IEnumerable<V1ContainerStatus> Containers(V1Pod pod) =>
        [.. pod.Status?.InitContainerStatuses ?? [], .. pod.Status?.ContainerStatuses ?? []];

    private static PodFault? Of(V1Pod pod, V1ContainerStatus container)
    {
        if (container.State?.Waiting is { Reason: { } reason } waiting)
        {
            return NotStarting.Contains(reason)
                ? new PodFault(pod.Name(), container.Name, reason, Describe(container, waiting.Message ?? ""), null)
                : reason == CrashLoopBackOff
                    ? Crashed(pod, container, reason)
                    : null;
        }

        return (container.State?.Terminated ?? container.LastState?.Terminated)?.Reason == OutOfMemory &&
            container.RestartCount >= RestartsOutOfMemory
                ? Crashed(pod, container, OutOfMemory)
                : null;
    }

    private static PodFault Crashed(V1Pod pod, V1ContainerStatus container, string reason)
    {
        var end = container.State?.Terminated ?? container.LastState?.Terminated;
        var ended = end is null ? "" : $"exit code {end.ExitCode}{(end.Reason is null or "Error" ? "" : $" ({end.Reason})")}, ";
        return new PodFault(
            pod.Name(),
            container.Name,
            reason,
            Describe(container, $"{ended}{container.RestartCount} restarts"),
            new LogSource(
                pod.Name(),
                pod.Uid(),
                container.Name,
                Previous: container.State?.Terminated is null,
                container.RestartCount));
    }

    private static string Describe(V1ContainerStatus container, string text) =>
        text.Length == 0 ? $"container {container.Name}" : $"container {container.Name}: {text}";
}
