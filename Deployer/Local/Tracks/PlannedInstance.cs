using Deployer.Local.Instances;
using Deployer.Rollouts;

namespace Deployer.Local.Tracks;

/// <summary>What the plan needs to know of an instance.</summary>
/// <param name="Ready">Whether it gets traffic now.</param>
/// <param name="Served">Whether it ever did.</param>
/// <param name="Terminating">Whether it was already asked to end.</param>
internal sealed record PlannedInstance(string Name, Release Release, bool Ready, bool Served, bool Terminating)
{
    public static PlannedInstance Of(InstanceStatus status) =>
        new(status.Name, status.Release, status.Ready, status.Served, status.Terminating);
}
