namespace Deployer.Rollouts;

/// <summary>What follows when a release turns out bad: back to the last good one, or to nothing, or no further.</summary>
internal static class Failure
{
    public static RolloutDecision Of(
        TrackStatus status,
        Rollout rollout,
        string reason,
        RolloutPolicy policy,
        DateTimeOffset now)
    {
        var bad = rollout.Release!;
        rollout = rollout with { FailedAt = now };
        var without = status.WithoutGood(bad);
        if (!policy.RollBack)
        {
            return End(without, rollout, $"{reason}; automatic rollback is switched off", now);
        }

        if (without.GoodOtherThan(bad) is { } good)
        {
            return GoBack(without, rollout, good, reason, now);
        }

        return Ended(
            without,
            rollout,
            policy.ScaleToZero
                ? $"{reason}; there is no good release to go back to, so the track is scaled to zero"
                : $"{reason}; there is no good release to go back to, so the track is left as it is",
            policy,
            now);
    }

    /// <summary>Nothing works: the rollout has failed for good, and a track that may be empty is emptied.</summary>
    public static RolloutDecision Ended(
        TrackStatus status, Rollout rollout, string message, RolloutPolicy policy, DateTimeOffset now)
    {
        var ended = End(status, rollout, message, now);
        return policy.ScaleToZero ? ended with { Actions = ended.Actions.Add(new RolloutAction.ScaleToZero()) } : ended;
    }

    private static RolloutDecision GoBack(
        TrackStatus status,
        Rollout rollout,
        GoodRelease good,
        string reason,
        DateTimeOffset now)
    {
        var back = rollout with
        {
            Phase = RolloutPhase.RollingBack,
            Furthest = null,
            Applied = false,
            ProgressedAt = now,
            FinishedAt = null,
            BackTo = good.Release,
            Message = reason,
        };
        return RolloutMachine.Act(
            status with { Latest = back },
            $"rollout {rollout.Id} failed: {reason}",
            new RolloutAction.Record(back),
            new RolloutAction.Roll(good.Release));
    }

    private static RolloutDecision End(TrackStatus status, Rollout rollout, string message, DateTimeOffset now)
    {
        var failed = rollout with { Phase = RolloutPhase.Failed, FinishedAt = now, Applied = false, Message = message };
        return RolloutMachine.Act(
            status with { Latest = failed }, $"rollout {rollout.Id} failed: {message}", new RolloutAction.Record(failed));
    }
}
