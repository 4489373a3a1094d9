using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Pods;

/// <summary>Tells of the pods in trouble, with the last lines of those that have crashed.</summary>
internal sealed class FaultReports(LogTails logs)
{
    private const int Most = 3;

    public async Task<IReadOnlyList<InstanceFault>> OfAsync(IEnumerable<V1Pod> pods, CancellationToken cancellationToken)
    {
        var faults = pods.OrderBy(pod => pod.Name(), StringComparer.Ordinal).SelectMany(PodFaults.Of).Take(Most);
        return await Task.WhenAll(faults.Select(fault => OfAsync(fault, cancellationToken)));
    }

    private async Task<InstanceFault> OfAsync(PodFault fault, CancellationToken cancellationToken)
    {
        var lines = fault.Log is { } source ? await logs.ReadAsync(source, cancellationToken) : "";
        return new InstanceFault(
            fault.Pod, fault.Reason, lines.Length == 0 ? fault.Message : $"{fault.Message}; last log lines: {lines}");
    }
}
