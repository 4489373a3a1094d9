using k8s.Models;

namespace Deployer.Kube.Pods;

/// <summary>What a pod's status says of it.</summary>
internal static class PodStates
{
    extension(V1Pod pod)
    {
        /// <summary>Whether it gets traffic.</summary>
        public bool IsReady => !pod.IsTerminating &&
            (pod.Status?.Conditions ?? []).Any(condition => condition is { Type: "Ready", Status: "True" });

        /// <summary>It is being stopped; Services have let go of it already.</summary>
        public bool IsTerminating => pod.Metadata.DeletionTimestamp is not null;

        /// <summary>Whether it counts for the one that keeps it: neither ended nor about to.</summary>
        public bool IsAlive => !pod.IsTerminating && pod.Status?.Phase is not ("Succeeded" or "Failed");

        public V1Container? ContainerOf(string name) => pod.Spec.Containers.FirstOrDefault(container => container.Name == name);

        public V1ContainerStatus? StatusOf(string container) =>
            pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == container);

        /// <summary>As <c>kubectl get pods</c> shows it.</summary>
        public string StateOf(string container) =>
            pod.IsTerminating ? "Terminating"
            : pod.StatusOf(container)?.State is { } state && (state.Waiting?.Reason ?? state.Terminated?.Reason) is { } reason ? reason
            : pod.Status?.Reason ?? pod.Status?.Phase ?? "Pending";
    }
}
