using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Events;

/// <summary>A rollout's phase as a Kubernetes Event. Its name follows from both, so that one is not told twice.</summary>
internal static class EventOf
{
    // What the API server takes.
    private const int MaxMessage = 1024;

    public static Corev1Event Phase(Rollout rollout, V1ObjectReference workload, DateTimeOffset now)
    {
        var message = $"{rollout.Image.Familiar}: {rollout.Message}";
        return new Corev1Event
        {
            Metadata = new V1ObjectMeta
            {
                Name = $"{workload.Name}.{rollout.Id}.{rollout.Phase.ToString().ToLowerInvariant()}",
                NamespaceProperty = workload.NamespaceProperty,
            },
            InvolvedObject = workload,
            Type = rollout.Phase is RolloutPhase.RollingBack or RolloutPhase.RolledBack or RolloutPhase.Failed ? "Warning" : "Normal",
            Reason = $"Rollout{rollout.Phase}",
            Message = message.Length > MaxMessage ? $"{message[..(MaxMessage - 1)]}…" : message,
            Source = new V1EventSource { Component = KubeNames.FieldManager },
            FirstTimestamp = now.UtcDateTime,
            LastTimestamp = now.UtcDateTime,
            Count = 1,
        };
    }
}
