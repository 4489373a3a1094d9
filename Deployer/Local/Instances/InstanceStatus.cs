using Deployer.Control;
using Deployer.Local.Records;
using Deployer.Rollouts;

namespace Deployer.Local.Instances;

/// <summary>An instance as it is at one moment.</summary>
/// <param name="Served">Whether it was ever ready.</param>
/// <param name="StartedAt">When its present process began; null while it has none.</param>
/// <param name="ReadySince">When it last became ready; null while it is not.</param>
internal sealed record InstanceStatus(
    InstanceRecord Record,
    string State,
    string? Version = null,
    bool Served = false,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? ReadySince = null,
    string? Message = null)
{
    private static readonly string[] Faults =
        [InstanceStates.CrashLoopBackOff, InstanceStates.ErrImagePull, InstanceStates.CreateContainerError];

    public string Name => Record.Name;

    public Release Release => Record.Release;

    public bool Ready => ReadySince is not null;

    public bool Terminating => State == InstanceStates.Terminating;

    public InstanceFault? Fault => Faults.Contains(State) ? new InstanceFault(Name, State, Message ?? "") : null;

    public Instance ToInstance() => new(
        Name,
        StartedAt is null ? null : $"127.0.0.1:{Record.Port}",
        Release,
        Version,
        State,
        Ready,
        Record.Restarts,
        StartedAt ?? Record.CreatedAt,
        Message);
}
