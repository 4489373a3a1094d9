using Deployer.Local.Instances;

namespace Deployer.Local.Scaling;

/// <summary>Measures each instance's CPU use between one look and the next.</summary>
internal sealed class LoadSampler
{
    private Dictionary<string, CpuSample> _last = [];

    /// <param name="request">Cores that count as a use of 1.</param>
    public IReadOnlyList<InstanceLoad> Sample(
        IEnumerable<(InstanceStatus Status, TimeSpan? CpuTime)> instances, double request, DateTimeOffset now)
    {
        var last = _last;
        _last = [];
        var loads = new List<InstanceLoad>();
        foreach (var (status, cpu) in instances)
        {
            var before = last.GetValueOrDefault(status.Name);
            if (cpu is { } used && status.StartedAt is { } started)
            {
                _last[status.Name] = new CpuSample(now, used, started);
            }

            loads.Add(new InstanceLoad(
                status.ReadySince is { } ready && ready <= (before?.At ?? now),
                before is not null && cpu is { } total && before.ProcessStartedAt == status.StartedAt && now > before.At
                    ? (total - before.CpuTime) / (now - before.At) / request
                    : null));
        }

        return loads;
    }

    private sealed record CpuSample(DateTimeOffset At, TimeSpan CpuTime, DateTimeOffset ProcessStartedAt);
}
