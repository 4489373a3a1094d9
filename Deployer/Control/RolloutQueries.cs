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
            .. known.Concat(past.Select(rollout => Settled(rollout, known))).DistinctBy(rollout => rollout.Id)
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
            ?? (await history.FindAsync(id, cancellationToken) is { } past ? Settled(past, known) : null);
    }

    // Whoever died between the track's record and the history has left there what was under way then.
    private static Rollout Settled(Rollout past, IReadOnlyList<Rollout> known) =>
        past.Phase.IsActive &&
        known.FirstOrDefault(rollout => rollout.Track == past.Track && rollout.Phase != RolloutPhase.Pending) is { } next &&
        next.StartedAt > past.StartedAt
            ? past with
            {
                Phase = RolloutPhase.Superseded,
                FinishedAt = next.StartedAt,
                Message = $"superseded by rollout {next.Id}; until then: {past.Message}",
            }
            : past;

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
