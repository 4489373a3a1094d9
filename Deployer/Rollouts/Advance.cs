namespace Deployer.Rollouts;

/// <summary>Takes the latest rollout one step on, by what is seen of its instances.</summary>
internal static class Advance
{
    // Events wake a pass at once; this is for the event that got lost.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    public static RolloutDecision Step(
        TrackStatus status,
        TrackObservation seen,
        RolloutPolicy policy,
        DateTimeOffset watchedSince,
        DateTimeOffset now) => status.Latest switch
        {
            null => RolloutMachine.Wait(status, null, "nothing was asked for yet"),
            { Phase: RolloutPhase.Progressing } rollout => Progress(status, rollout, seen, policy, watchedSince, now),
            { Phase: RolloutPhase.RollingBack } rollout => RollBack(status, rollout, seen, policy, watchedSince, now),
            { Phase: RolloutPhase.Succeeded } rollout => Watch(status, rollout, seen, policy, now),
            { Phase: RolloutPhase.Failed } rollout => Settle(status, rollout, seen, policy),
            { Phase: RolloutPhase.RolledBack } rollout => RolloutMachine.Wait(
                Drift.Noted(status, status.GoodOtherThan(rollout.Release!)?.Release, seen), null, "it was rolled back"),
            var rollout => RolloutMachine.Wait(status, null, $"rollout {rollout.Id} has ended: {rollout.Phase}"),
        };

    private static RolloutDecision Progress(
        TrackStatus status,
        Rollout rollout,
        TrackObservation seen,
        RolloutPolicy policy,
        DateTimeOffset watchedSince,
        DateTimeOffset now)
    {
        var release = rollout.Release!;
        if (seen.Template?.Digest != release.Digest)
        {
            return rollout.Applied ? Drift.End(status, rollout, seen, now) : RollTo(status, release);
        }

        if (seen.Progress.IsComplete)
        {
            return Succeed(status, rollout, seen, now);
        }

        if (seen.Faults is [var fault, ..])
        {
            return Failure.Of(status, rollout, Words(fault), policy, now);
        }

        var (watched, overdue) = Follow(rollout, seen, policy, watchedSince, now);
        return overdue
            ? Failure.Of(status, watched, $"{Overdue(watched, policy)}{Unready(seen)}", policy, now)
            : Await(status, watched);
    }

    private static RolloutDecision RollBack(
        TrackStatus status,
        Rollout rollout,
        TrackObservation seen,
        RolloutPolicy policy,
        DateTimeOffset watchedSince,
        DateTimeOffset now)
    {
        if (status.GoodOtherThan(rollout.Release!) is not { } good)
        {
            return Finish(status, rollout, RolloutPhase.Failed, $"{rollout.Message}; nothing is left to go back to", now);
        }

        if (seen.Template?.Digest != good.Release.Digest)
        {
            return rollout.Applied ? Drift.End(status, rollout, seen, now) : RollTo(status, good.Release);
        }

        if (seen.Progress.IsComplete)
        {
            var back = rollout with { Progress = seen.Progress };
            return Finish(
                status, back, RolloutPhase.RolledBack, $"{rollout.Message}; back on {good.Release}", now);
        }

        var (watched, overdue) = Follow(rollout, seen, policy, watchedSince, now);
        return overdue
            ? Finish(
                status,
                watched,
                RolloutPhase.Failed,
                $"{rollout.Message}; going back to {good.Release} failed too: {Overdue(watched, policy)}",
                now)
            : Await(status, watched);
    }

    // A crash loop soon after success is the release's fault; months later it is more likely that of its surroundings.
    private static RolloutDecision Watch(
        TrackStatus status,
        Rollout rollout,
        TrackObservation seen,
        RolloutPolicy policy,
        DateTimeOffset now)
    {
        var watched = rollout.FinishedAt is { } end && now - end < policy.WatchAfterSuccess;
        return watched && seen.Template?.Digest == rollout.Digest && seen.Faults is [var fault, ..]
            ? Failure.Of(status, rollout, $"after success: {Words(fault)}", policy, now)
            : RolloutMachine.Wait(
                Drift.Noted(status, rollout.Release, seen), null, $"rollout {rollout.Id} has succeeded");
    }

    // Says again what the pass before a crash may not have done.
    private static RolloutDecision Settle(
        TrackStatus status,
        Rollout rollout,
        TrackObservation seen,
        RolloutPolicy policy) =>
        policy.ScaleToZero && rollout.Release is { } release && seen.Template?.Digest == release.Digest &&
        status.GoodOtherThan(release) is null
            ? RolloutMachine.Act(status, "it failed and has nothing to go back to", new RolloutAction.ScaleToZero())
            : RolloutMachine.Wait(status, null, $"rollout {rollout.Id} has failed");

    private static RolloutDecision RollTo(TrackStatus status, Release release) =>
        RolloutMachine.Act(status, $"the template is not yet {release}", new RolloutAction.Roll(release))
            with
        { LookAgainAfter = LookAgain };

    private static RolloutDecision Succeed(
        TrackStatus status,
        Rollout rollout,
        TrackObservation seen,
        DateTimeOffset now)
    {
        var release = rollout.Release!;
        return Finish(
            status.WithGood(new GoodRelease(release, rollout.Id, now)),
            rollout with { Progress = seen.Progress },
            RolloutPhase.Succeeded,
            $"{seen.Progress.Available} of {seen.Progress.Wanted} instances run {release}",
            now);
    }

    private static RolloutDecision Finish(
        TrackStatus status,
        Rollout rollout,
        RolloutPhase phase,
        string message,
        DateTimeOffset now)
    {
        var ended = rollout with { Phase = phase, FinishedAt = now, Message = message };
        return RolloutMachine.Act(
            status with { Latest = ended }, $"rollout {ended.Id}: {phase}", new RolloutAction.Record(ended));
    }

    private static (Rollout Rollout, bool Overdue) Follow(
        Rollout rollout,
        TrackObservation seen,
        RolloutPolicy policy,
        DateTimeOffset watchedSince,
        DateTimeOffset now)
    {
        var further = rollout.Furthest is not { } furthest || seen.Progress.IsFurtherThan(furthest);
        var followed = further
            ? rollout with
            {
                Furthest = rollout.Furthest?.Furthest(seen.Progress) ?? seen.Progress,
                Progress = seen.Progress,
                ProgressedAt = now,
            }
            : rollout.Progress == seen.Progress ? rollout : rollout with { Progress = seen.Progress };
        followed = followed.Applied ? followed : followed with { Applied = true };
        var waited = now - (rollout.ProgressedAt > watchedSince ? rollout.ProgressedAt : watchedSince);
        return (followed, !further && waited >= policy.ProgressDeadline);
    }

    private static RolloutDecision Await(TrackStatus status, Rollout rollout)
    {
        var progress = rollout.Progress;
        return RolloutMachine.Wait(
            ReferenceEquals(status.Latest, rollout) ? status : status with { Latest = rollout },
            LookAgain,
            $"{progress.Available} of {progress.Wanted} instances are available, {progress.Outdated} outdated");
    }

    private static string Unready(TrackObservation seen) => seen.Unready is { } unready ? $"; {Words(unready)}" : "";

    private static string Words(InstanceFault fault) => $"{fault.Instance}: {fault.Reason}: {fault.Message}";

    private static string Overdue(Rollout rollout, RolloutPolicy policy) =>
        $"progress deadline exceeded: {rollout.Progress.Available} of {rollout.Progress.Wanted} instances available, " +
        $"and no progress for {policy.ProgressDeadline}";
}
