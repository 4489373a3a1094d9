using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>
/// Lets people act on tracks. What they do is decided on the track's record and written over just that, so that it counts
/// whichever replica was asked, and the reconciler goes on from it.
/// </summary>
internal sealed class TrackHands(
    ReleaseCatalog catalog,
    ITrackRecords records,
    RolloutQueries queries,
    ReleaseRequests requests,
    RolloutJournal journal,
    PhaseChanges phases,
    WorkQueue<TrackKey> queue,
    TimeProvider time,
    ILogger<TrackHands> logger)
{
    private const int Attempts = 10;
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Null when there is no such track.</summary>
    /// <param name="rollout">Of an abort: what is meant; null for whatever is there now.</param>
    /// <exception cref="ClusterUnavailableException">It could not be written; the asker should ask again.</exception>
    public async Task<HandOutcome?> TurnAsync(
        TrackKey track, HandAction action, string by, string? why, string? rollout, CancellationToken cancellationToken)
    {
        if (catalog.Find(track) is not { } released)
        {
            return null;
        }

        var hand = new Hand(action, by, time.GetUtcNow(), why);
        for (var attempt = 1; ; attempt++)
        {
            var record = await records.ReadAsync(track, cancellationToken);
            var outcome = Wheel.Turn(track, record, hand, released.Policy, rollout);
            try
            {
                if (outcome is HandOutcome.Changed changed)
                {
                    await records.WriteStatusAsync(track, changed.Status, record.Status, cancellationToken);
                    Tell(track, record.Status, changed);
                }

                return outcome;
            }
            catch (RecordChangedException) when (attempt < Attempts)
            {
                await Task.Delay(TryAgain, time, cancellationToken);
            }
        }
    }

    /// <summary>Asks for the release that a rollout of the history brought; null when there is no such track.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written; the asker should ask again.</exception>
    /// <exception cref="HistoryUnavailableException">The history cannot be read now.</exception>
    public async Task<(HandOutcome? Outcome, AcceptedRequest? Request)> RollBackAsync(
        TrackKey track, string rollout, string by, string? why, CancellationToken cancellationToken)
    {
        if (catalog.Find(track) is not { } released)
        {
            return (null, null);
        }

        var past = await queries.FindAsync(rollout, cancellationToken);
        var record = await records.ReadAsync(track, cancellationToken);
        var outcome = Wheel.RollBack(track, record, past, rollout);
        if (outcome is not HandOutcome.Changed changed)
        {
            return (outcome, null);
        }

        var hand = new Hand(HandAction.RollBack, by, time.GetUtcNow(), why);
        var request = await requests.RollBackAsync(released, past!.Release!, hand, cancellationToken);
        Log.HandTurned(logger, track, $"{changed.Message}, asked by {hand}");
        return (outcome, request);
    }

    private void Tell(TrackKey track, TrackStatus before, HandOutcome.Changed changed)
    {
        Log.HandTurned(logger, track, changed.Message);
        foreach (var rollout in changed.Rollouts)
        {
            journal.Record(rollout);
        }

        phases.Tell(track, before, changed.Status);
        queue.Add(track);
    }
}
