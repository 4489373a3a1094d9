using System.Collections.Immutable;
using Deployer.Rollouts;

namespace Deployer.Local.Records;

/// <summary>What a track should run, and the instances it has: what a restarted Deployer goes by.</summary>
/// <param name="Template">The release that new instances get.</param>
/// <param name="Replicas">How many instances were last asked for, by the scaler or a canary's step; null for what is configured.</param>
/// <param name="Instances">Everything that may have a process, the oldest first. Each stands here before it is
/// started.</param>
/// <param name="Floor">How many there are for the sake of another track, whatever the load; 0 for none. Not lost at a restart, for
/// those above it would be stopped before anyone could say it again.</param>
internal sealed record Workload(Release? Template, int? Replicas, ImmutableList<InstanceRecord> Instances, int Floor = 0)
{
    public static Workload Empty { get; } = new(null, null, []);

    /// <summary>The file of a track's workload.</summary>
    public static JsonFile<Workload> FileOf(TrackKey track, ClusterFolder folder, TimeProvider time, ILogger logger) => new(
        folder.WorkloadOf(track), WorkloadJson.Default.Workload, whole => whole.Instances is not null, time, logger);

    /// <summary>Puts an instance in, in place of what was known of it.</summary>
    public Workload With(InstanceRecord instance)
    {
        var index = Instances.FindIndex(known => known.Name == instance.Name);
        return this with { Instances = index < 0 ? Instances.Add(instance) : Instances.SetItem(index, instance) };
    }

    public Workload Without(string instance) =>
        this with { Instances = Instances.RemoveAll(known => known.Name == instance) };
}
