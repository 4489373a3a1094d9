using System.Diagnostics;
using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Takes in what tracks are asked to run. What it has accepted outlives the process.</summary>
internal sealed class ReleaseRequests(
    ReleaseCatalog catalog,
    ITrackRecords records,
    WorkQueue<TrackKey> queue,
    TimeProvider time,
    ILogger<ReleaseRequests> logger)
{
    /// <summary>Writes the push down for every track that follows it, and wakes those tracks.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written; the sender should send again.</exception>
    public async Task<PushOutcome> AcceptAsync(PushEvent push, CancellationToken cancellationToken)
    {
        var (tracks, ignored) = catalog.Match(push.Image);
        var accepted = new List<AcceptedRequest>(tracks.Length);
        foreach (var track in tracks)
        {
            accepted.Add(await RequestAsync(track.Key, push, cancellationToken));
        }

        return new PushOutcome(push.Image, accepted, ignored);
    }

    private async Task<AcceptedRequest> RequestAsync(
        TrackKey track,
        PushEvent push,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var desired = new DesiredRelease(
            Guid.CreateVersion7(now).ToString("N"),
            push.Image,
            push.Digest,
            now,
            push.Source,
            push.DeliveryId,
            Replaces: [],
            Activity.Current?.Id);
        var record = await records.ReadAsync(track, cancellationToken);
        desired = record.Unanswered is { } overtaken ? desired.Replacing(overtaken) : desired;
        await records.WriteDesiredAsync(track, desired, cancellationToken);
        Log.Requested(logger, track, push.Image.Familiar, desired.Id, desired.Source);
        queue.Add(track);
        return new AcceptedRequest(track, desired.Id);
    }
}
