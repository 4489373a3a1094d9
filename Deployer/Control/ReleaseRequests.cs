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

    /// <summary>Asks a track for a release of the history, by hand.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written.</exception>
    public Task<AcceptedRequest> RollBackAsync(
        ReleasedTrack track, Release release, Hand hand, CancellationToken cancellationToken) => WriteAsync(
        track.Key,
        new DesiredRelease(
            Guid.CreateVersion7(hand.At).ToString("N"),
            track.Image,
            release.Digest,
            hand.At,
            $"rollback by {hand.By}",
            DeliveryId: null,
            Replaces: [],
            Activity.Current?.Id,
            RequestKind.RollBack,
            hand),
        cancellationToken);

    /// <summary>Asks a track for what another decided on, unless it was asked already, or for something newer.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written; it will be decided again.</exception>
    public async Task AskAsync(TrackKey track, DesiredRelease request, CancellationToken cancellationToken)
    {
        if ((await records.ReadAsync(track, cancellationToken)).Desired is not { } desired
            || (desired.Id != request.Id && desired.RequestedAt <= request.RequestedAt))
        {
            await WriteAsync(track, request, cancellationToken);
        }
    }

    private Task<AcceptedRequest> RequestAsync(
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
        return WriteAsync(track, desired, cancellationToken);
    }

    private async Task<AcceptedRequest> WriteAsync(TrackKey track, DesiredRelease desired, CancellationToken cancellationToken)
    {
        var record = await records.ReadAsync(track, cancellationToken);
        desired = record.Unanswered is { } overtaken ? desired.Replacing(overtaken) : desired;
        await records.WriteDesiredAsync(track, desired, cancellationToken);
        Log.Requested(logger, track, desired.Image.Familiar, desired.Id, desired.Source);
        queue.Add(track);
        return new AcceptedRequest(track, desired.Id);
    }
}
