using Deployer.Local.Instances;
using Deployer.Local.Records;
using Deployer.Rollouts;

namespace Deployer.Local;

/// <summary>Ends the instances of tracks that an earlier configuration had and this one has not.</summary>
internal static class Leftovers
{
    public static async Task EndAsync(
        Node node,
        IReadOnlySet<TrackKey> configured,
        TimeSpan grace,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        foreach (var track in node.Folder.KnownTracks().Where(track => !configured.Contains(track)).ToList())
        {
            var file = Workload.FileOf(track, node.Folder, node.Time, logger);
            var workload = await file.ReadAsync(cancellationToken) ?? Workload.Empty;
            await Task.WhenAll(workload.Instances.Select(
                instance => EndAsync(node, track, instance, grace, logger, cancellationToken)));
            await file.WriteAsync(workload with { Instances = [] }, cancellationToken);
        }
    }

    private static async Task EndAsync(
        Node node,
        TrackKey track,
        InstanceRecord instance,
        TimeSpan grace,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        using var process = node.Processes.Find(node.Folder.ProcessOf(instance.Name));
        if (process is not null)
        {
            Log.LeftoverEnded(logger, track, instance.Name, process.Id);
            await Ending.EndAsync(process, grace, node.Time, CancellationToken.None, cancellationToken);
        }
    }
}
