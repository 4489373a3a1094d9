using System.Collections.Concurrent;
using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Repairs webhooks that never came: asks now and then whether a track's tag means something new.</summary>
internal sealed class RepairPoll(
    ReleaseCatalog catalog,
    ITrackRecords records,
    IImageRegistry registry,
    ReleaseRequests requests,
    TimeProvider time,
    ILogger<RepairPoll> logger)
{
    /// <summary>What stands as the asker in a request that a poll made.</summary>
    public const string Source = "poll";

    // So that tracks, and replicas started together, do not all ask at once.
    private const double Jitter = 0.1;

    // What the tags meant at the first look, of tracks to which nothing was ever pushed.
    private readonly ConcurrentDictionary<TrackKey, Digest> _atFirst = new();

    /// <summary>
    /// Asks once for one track; returns whether it requested a rollout. A track that runs what was promoted or chosen by hand keeps
    /// it until its tag changes: what the tag meant before is no push that was missed.
    /// </summary>
    internal async Task<bool> StepAsync(ReleasedTrack track, CancellationToken cancellationToken)
    {
        var record = await records.ReadAsync(track.Key, cancellationToken);
        if (record.Unanswered is not null ||
            await registry.ResolveAsync(track.Image, digest: null, cancellationToken) is not Resolution.Found found ||
            found.Digest == (record.Status.TagMeant ?? MeantAtFirst(track.Key, record.Status, found.Digest)))
        {
            return false;
        }

        Log.WebhookMissed(logger, track.Key, track.Image.Familiar, found.Digest);
        await requests.AcceptAsync(
            new PushEvent(track.Image, found.Digest, PushedAt: null, DeliveryId: null, Source), cancellationToken);
        return true;
    }

    /// <summary>Asks for every track in its interval, until the token ends it.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        catalog.Tracks.Where(track => track.PollInterval > TimeSpan.Zero).Select(track => PollAsync(track, cancellationToken)));

    private async Task PollAsync(ReleasedTrack track, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Jittered(track.PollInterval), time, cancellationToken);
            try
            {
                await StepAsync(track, cancellationToken);
            }
            catch (ClusterUnavailableException exception)
            {
                Log.PollFailed(logger, track.Key, exception.Message);
            }
        }
    }

    private Digest? MeantAtFirst(TrackKey track, TrackStatus status, Digest found) =>
        status.Latest is null ? null : _atFirst.GetOrAdd(track, found);

    private static TimeSpan Jittered(TimeSpan interval) =>
        interval * (1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1)));
}
