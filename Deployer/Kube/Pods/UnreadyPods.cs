using k8s.Models;

namespace Deployer.Kube.Pods;

/// <summary>
/// Says why a pod gets no traffic yet. That is no fault by itself, but what the progress deadline has to name when it comes.
/// </summary>
internal static class UnreadyPods
{
    /// <summary>Whoever has just been started need not be ready yet.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Null for a pod that is ready, young, or being stopped.</summary>
    public static PodFault? Of(V1Pod pod, string container, DateTimeOffset now)
    {
        if (!pod.IsAlive || pod.IsReady)
        {
            return null;
        }

        if (pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" }) is { } unscheduled)
        {
            return new PodFault(pod.Name(), container, unscheduled.Reason ?? "Unscheduled", unscheduled.Message ?? "", null);
        }

        return pod.StatusOf(container) is { Ready: false, State.Running.StartedAt: { } started } status && now - started >= Grace
            ? new PodFault(
                pod.Name(),
                container,
                "NotReady",
                $"container {container}: runs for {(int)(now - started).TotalSeconds} s and is not ready",
                new LogSource(pod.Name(), pod.Uid(), container, Previous: false, status.RestartCount, Running: true))
            : null;
    }
}
