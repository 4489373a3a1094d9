using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>A workload as it was seen at one moment.</summary>
/// <param name="OtherTemplate">The image that the template names, when that is no exact release.</param>
/// <param name="Updated">Those pods of the newest template that count.</param>
internal sealed record WorkloadPods(
    Release? Template, string? OtherTemplate, RolloutProgress Progress, IReadOnlyList<V1Pod> Updated);
