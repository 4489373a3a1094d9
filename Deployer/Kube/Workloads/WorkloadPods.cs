using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>A workload as it was seen at one moment.</summary>
/// <param name="Updated">Those pods of the newest template that count.</param>
internal sealed record WorkloadPods(Release? Template, RolloutProgress Progress, IReadOnlyList<V1Pod> Updated);
