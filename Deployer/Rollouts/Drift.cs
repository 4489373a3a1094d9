namespace Deployer.Rollouts;

/// <summary>
/// Notices that a hand has changed what a track runs, by an undo or an edit. It is respected, not fought: the next request
/// rolls as ever.
/// </summary>
internal static class Drift
{
    /// <summary>Ends a rollout whose template was taken from under it.</summary>
    public static RolloutDecision End(TrackStatus status, Rollout rollout, TrackObservation seen, DateTimeOffset now)
    {
        var found = Words(seen);
        var ended = rollout with
        {
            Phase = RolloutPhase.Superseded,
            FinishedAt = now,
            Message = $"superseded by hand: the template was changed to {found}; until then: {rollout.Message}",
        };
        return RolloutMachine.Act(
            status with { Latest = ended, Drift = found },
            $"rollout {rollout.Id} was superseded by hand",
            new RolloutAction.Record(ended));
    }

    /// <summary>The status with the drift as it now is, of a track on which nothing is under way.</summary>
    public static TrackStatus Noted(TrackStatus status, Release? expected, TrackObservation seen)
    {
        var drift = expected is null || seen.Template?.Digest == expected.Digest ? null : Words(seen);
        return status.Drift == drift ? status : status with { Drift = drift };
    }

    private static string Words(TrackObservation seen) => seen.Template?.ToString() ?? seen.OtherTemplate ?? "nothing";
}
