namespace Deployer.Control;

/// <summary>Answers what runs now.</summary>
internal sealed class TrackQueries(ReleaseCatalog catalog, ITrackRecords records, ITrackWorkloads workloads)
{
    public async Task<IReadOnlyList<TrackSnapshot>> ListAsync(CancellationToken cancellationToken)
    {
        var tracks = new List<TrackSnapshot>(catalog.Tracks.Length);
        foreach (var track in catalog.Tracks)
        {
            tracks.Add(new TrackSnapshot(
                track,
                await records.ReadAsync(track.Key, cancellationToken),
                await workloads.ObserveAsync(track.Key, cancellationToken),
                InOrder(await workloads.ListInstancesAsync(track.Key, cancellationToken)),
                Share: 0));
        }

        var ready = tracks.ToLookup(track => track.Track.Key.Service, track => track.Ready);
        return [.. tracks.Select(track => track with { Share = ShareOf(track.Ready, ready[track.Track.Key.Service].Sum()) })];
    }

    // Oldest first, so that a list that is looked at again shows each instance where it was.
    private static IReadOnlyList<Instance> InOrder(IReadOnlyList<Instance> instances) =>
        [.. instances.OrderBy(instance => instance.StartedAt).ThenBy(instance => instance.Name, StringComparer.Ordinal)];

    // Traffic is spread evenly over ready instances, so their number is the share.
    private static double ShareOf(int ready, int all) => all == 0 ? 0 : (double)ready / all;
}
