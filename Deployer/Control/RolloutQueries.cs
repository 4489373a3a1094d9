using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Answers what is and was rolled, from the tracks' own records first: they are never behind.</summary>
internal sealed class RolloutQueries(
    ReleaseCatalog catalog,
    ITrackRecords records,
    IRolloutHistory history,
    RolloutJournal journal)
{
    /// <summary>The newest first. With the history away, only what the tracks' records say, and the reason.</summary>
    public async Task<(IReadOnlyList<Rollout> Rollouts, string? HistoryAway)> ListAsync(
        int limit,
        CancellationToken cancellationToken)
    {
        var known = await KnownAsync(cancellationToken);
        string? away = null;
        IReadOnlyList<Rollout> past = [];
        try
        {
            past = await history.ListAsync(limit, cancellationToken);
        }
        catch (HistoryUnavailableException exception)
        {
            away = exception.Message;
        }

        Rollout[] newest =
        [
            .. known.Concat(past).DistinctBy(rollout => rollout.Id)
                .OrderByDescending(rollout => rollout.RequestedAt).Take(limit),
        ];
        return (newest, away);
    }

    /// <summary>By the id of the rollout or of any request that it answered; null when there is none.</summary>
    /// <exception cref="HistoryUnavailableException">It is not in the records, and the history cannot be read.</exception>
    public async Task<Rollout?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(cancellationToken);
        return known.FirstOrDefault(rollout => rollout.Id == id)
            ?? known.FirstOrDefault(rollout => rollout.Requests.Contains(id))
            ?? await history.FindAsync(id, cancellationToken);
    }

    private async Task<List<Rollout>> KnownAsync(CancellationToken cancellationToken)
    {
        var known = new List<Rollout>();
        foreach (var track in catalog.Tracks)
        {
            var record = await records.ReadAsync(track.Key, cancellationToken);
            known.AddRange(new[] { Waiting(track.Key, record), record.Status.Latest, record.Status.Refused }
                .OfType<Rollout>());
        }

        known.AddRange(journal.Pending);
        return known;
    }

    private static Rollout? Waiting(TrackKey track, TrackRecord record) => record.Unanswered is { } request
        ? new Rollout(
            request.Id,
            track,
            [request.Id, .. request.Replaces],
            request.Source,
            request.Image,
            request.Digest,
            record.Status.Good.FirstOrDefault()?.Release,
            RolloutPhase.Pending,
            Progress: default,
            Furthest: null,
            request.RequestedAt,
            StartedAt: request.RequestedAt,
            ProgressedAt: request.RequestedAt,
            FinishedAt: null,
            record.Status.Waiting ?? "waiting to be taken up")
        : null;
}
