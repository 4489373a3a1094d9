using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Pods;

/// <summary>Tells of the pods in trouble, with the last lines of those that have crashed.</summary>
internal sealed class FaultReports(LogTails logs, TimeProvider time)
{
    private const int Most = 3;

    public async Task<IReadOnlyList<InstanceFault>> OfAsync(IEnumerable<V1Pod> pods, CancellationToken cancellationToken)
    {
        var faults = pods.OrderBy(pod => pod.Name(), StringComparer.Ordinal).SelectMany(PodFaults.Of).Take(Most);
        return await Task.WhenAll(faults.Select(fault => OfAsync(fault, cancellationToken)));
    }

    /// <summary>One that is not ready though it could be; null when there is none.</summary>
    public async Task<InstanceFault?> UnreadyAsync(
        IEnumerable<V1Pod> pods, string container, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var unready = pods.OrderBy(pod => pod.Name(), StringComparer.Ordinal)
            .Select(pod => UnreadyPods.Of(pod, container, now)).FirstOrDefault(fault => fault is not null);
        return unready is null ? null : await OfAsync(unready, cancellationToken);
    }

    private async Task<InstanceFault> OfAsync(PodFault fault, CancellationToken cancellationToken)
    {
        var lines = fault.Log is { } source ? await logs.ReadAsync(source, cancellationToken) : "";
        return new InstanceFault(
            fault.Pod, fault.Reason, lines.Length == 0 ? fault.Message : $"{fault.Message}; last log lines: {lines}");
    }
}
