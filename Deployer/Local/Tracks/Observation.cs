using Deployer.Local.Instances;
using Deployer.Rollouts;

namespace Deployer.Local.Tracks;

/// <summary>Sums up a track's instances. Those that are being stopped get no traffic and do not count.</summary>
internal static class Observation
{
    public static TrackObservation Of(Release? template, int replicas, IEnumerable<InstanceStatus> instances)
    {
        var alive = instances.Where(instance => !instance.Terminating).ToList();
        var updated = alive.Where(instance => instance.Release == template).ToList();
        var progress = new RolloutProgress(
            Wanted: template is null ? 0 : replicas,
            Updated: updated.Count,
            Available: updated.Count(instance => instance.Ready),
            Outdated: alive.Count - updated.Count);
        return new TrackObservation(
            template, progress, [.. updated.Select(instance => instance.Fault).OfType<InstanceFault>()], Configured: replicas);
    }
}
