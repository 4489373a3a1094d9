using Deployer.Local.Instances;

namespace Deployer.Local.Scaling;

/// <summary>What is remembered of one track between two looks at it.</summary>
internal sealed class Scaler
{
    private readonly LoadSampler _sampler = new();
    private Autoscaler _autoscaler = Autoscaler.Initial;

    /// <param name="request">Cores that count as a use of 1.</param>
    public int Next(
        int current,
        IEnumerable<(InstanceStatus Status, TimeSpan? CpuTime)> instances,
        double request,
        ScalingPolicy policy,
        DateTimeOffset now)
    {
        (_autoscaler, var replicas) = _autoscaler.Scale(current, _sampler.Sample(instances, request, now), policy, now);
        return replicas;
    }
}
