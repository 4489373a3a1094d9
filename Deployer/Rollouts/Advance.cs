using System.Globalization;
using Deployer.Analysis;

namespace Deployer.Rollouts;

/// <summary>Takes the latest rollout one step on, by what is seen of its instances.</summary>
internal static class Advance
{
    // Events wake a pass at once; this is for the event that got lost.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    public static RolloutDecision Step(TrackStatus status, PassInput input) => status.Latest switch
    {
        null => RolloutMachine.Wait(status, null, "nothing was asked for yet"),
        { Phase: RolloutPhase.Progressing } rollout => Progress(status, rollout, input),
        { Phase: RolloutPhase.RollingBack } rollout => RollBack(status, rollout, input),
        { Phase: RolloutPhase.Succeeded } rollout => Watch(status, rollout, input),
        { Phase: RolloutPhase.Failed } rollout => Settle(status, rollout, input.Seen, input.Policy),
        { Phase: RolloutPhase.RolledBack } rollout => RolloutMachine.Wait(
            Drift.Noted(status, BackTo(status, rollout), input.Seen), null, "it was rolled back"),
        var rollout => RolloutMachine.Wait(status, null, $"rollout {rollout.Id} has ended: {rollout.Phase}"),
    };

    private static RolloutDecision Progress(TrackStatus status, Rollout rollout, PassInput input)
    {
        var (seen, policy, now) = (input.Seen, input.Policy, input.Now);
        var release = rollout.Release!;
        if (seen.Template?.Digest != release.Digest)
        {
            return rollout.Applied ? Drift.End(status, rollout, seen, now)
                : Crowding(rollout, input) is { } crowding ? AwaitFloor(status, rollout, crowding, input)
                : RollTo(status, release);
        }

        if (seen.Progress.IsComplete)
        {
            return Succeed(status, rollout, input);
        }

        if (seen.Faults is [var fault, ..])
        {
            return Failure.Of(status, rollout, Words(fault), policy, now);
        }

        var (watched, overdue) = Follow(rollout, input);
        return overdue
            ? Failure.Of(status, watched, $"{Overdue(watched, policy)}{Unready(seen)}", policy, now)
            : Await(status, watched);
    }

    // Beside a stable that is too small yet a canary would take more than its share. What a hand brings back is not judged.
    private static string? Crowding(Rollout rollout, PassInput input) =>
        rollout.Kind is not RequestKind.RollBack && input.Partner is { Ready: > 0 } stable && stable.Ready < input.Floor
            ? $"{stable.Track} has {stable.Ready} of the {input.Floor} ready instances beside which {input.Track} keeps to its share"
            : null;

    private static RolloutDecision AwaitFloor(TrackStatus status, Rollout rollout, string crowding, PassInput input)
    {
        var since = rollout.StartedAt > input.WatchedSince ? rollout.StartedAt : input.WatchedSince;
        return input.Now - since >= input.Policy.ProgressDeadline
            ? Failure.Of(status, rollout, $"progress deadline exceeded: {crowding}", input.Policy, input.Now)
            : RolloutMachine.Wait(status, LookAgain, crowding);
    }

    private static RolloutDecision RollBack(TrackStatus status, Rollout rollout, PassInput input)
    {
        var (seen, policy, now) = (input.Seen, input.Policy, input.Now);
        if (BackTo(status, rollout) is not { } good)
        {
            return Failure.Ended(status, rollout, $"{rollout.Message}; nothing is left to go back to", policy, now);
        }

        if (seen.Template?.Digest != good.Digest)
        {
            return rollout.Applied ? Drift.End(status, rollout, seen, now) : RollTo(status, good);
        }

        if (seen.Progress.IsComplete)
        {
            var back = rollout with { Progress = seen.Progress };
            return Finish(status, back, RolloutPhase.RolledBack, $"{rollout.Message}; back on {good}", now);
        }

        var (watched, overdue) = Follow(rollout, input);
        return seen.Faults is [var fault, ..] ? FailAgain(status, watched, good, Words(fault), policy, now)
            : overdue ? FailAgain(status, watched, good, Overdue(watched, policy), policy, now)
            : Await(status, watched);
    }

    // What failed while it was gone back to is good no longer, whatever it was before.
    private static RolloutDecision FailAgain(
        TrackStatus status, Rollout rollout, Release good, string reason, RolloutPolicy policy, DateTimeOffset now) =>
        Failure.Ended(
            status.WithoutGood(good), rollout, $"{rollout.Message}; going back to {good} failed too: {reason}", policy, now);

    // A record from before this was written down there says it by what is good.
    private static Release? BackTo(TrackStatus status, Rollout rollout) =>
        rollout.BackTo ?? status.GoodOtherThan(rollout.Release!)?.Release;

    // A crash loop soon after success is the release's fault; months later it is more likely that of its surroundings.
    private static RolloutDecision Watch(TrackStatus status, Rollout rollout, PassInput input)
    {
        var (seen, policy, now) = (input.Seen, input.Policy, input.Now);
        if (seen.Template?.Digest != rollout.Digest)
        {
            // What stable was asked for before goes its way, and is followed to its end.
            var drifted = RolloutMachine.Wait(
                Drift.Noted(status, rollout.Release, seen), null, $"rollout {rollout.Id} has succeeded, and was changed by hand");
            return rollout.Promotion?.IsUnderWay == true ? Promote(drifted, input) : drifted;
        }

        var watched = rollout.FinishedAt is { } end && now - end < policy.WatchAfterSuccess;
        if (watched && seen.Faults is [var fault, ..])
        {
            return Failure.Of(status, rollout, $"after success: {Words(fault)}", policy, now);
        }

        if (Stepping.Overdue(rollout, input) is { } overdue)
        {
            return Failure.Of(status, rollout, overdue, policy, now);
        }

        var noted = Drift.Noted(status, rollout.Release, seen);
        var judged = input.Measurement is { } measurement
            ? Judging.Take(noted, rollout, measurement, policy, now)
            : null;
        return judged is { Status.Latest.Phase: not RolloutPhase.Succeeded }
            ? judged
            : Promote(StepOn(judged ?? RolloutMachine.Wait(noted, null, $"rollout {rollout.Id} has succeeded"), input), input);
    }

    private static RolloutDecision StepOn(RolloutDecision judged, PassInput input)
    {
        if (Stepping.Next(judged.Status, judged.Status.Latest!, input.Partner, input.Policy, input.Now) is not { Steps: { } at } next)
        {
            return judged;
        }

        return judged with
        {
            Status = judged.Status with { Latest = next },
            Actions = judged.Actions.Add(new RolloutAction.Record(next)),
            Because = string.Create(
                CultureInfo.InvariantCulture, $"rollout {next.Id} goes to the step of {at.Weight:0.##%}, {at.Instances} instances"),
        };
    }

    private static RolloutDecision Promote(RolloutDecision judged, PassInput input)
    {
        var rollout = judged.Status.Latest!;
        var promoted = input is { Policy.Promotion: { } promotion, Partner: { } stable }
            ? Promoting.Step(judged.Status, rollout, stable, promotion, rollout.HasPassed(input.Policy), input.Now)
            : RolloutMachine.Wait(judged.Status, null, "");
        TimeSpan? measure = Judging.GoesOn(promoted.Status.Latest!, input.Policy, input.Now) ? input.Policy.Analysis!.Interval : null;
        return promoted with
        {
            Actions = [.. judged.Actions, .. promoted.Actions],
            LookAgainAfter = RolloutMachine.Sooner(promoted.LookAgainAfter, measure),
            Because = promoted.Because is { Length: > 0 } ? $"{judged.Because}; {promoted.Because}" : judged.Because,
        };
    }

    // Says again what the pass before a crash may not have done, until the track was seen empty: also of a release before this one,
    // which never came as far as the template. What a hand has put there since is left alone.
    private static RolloutDecision Settle(
        TrackStatus status,
        Rollout rollout,
        TrackObservation seen,
        RolloutPolicy policy)
    {
        var failed = RolloutMachine.Wait(status, null, $"rollout {rollout.Id} has failed");
        if (!policy.ScaleToZero || !(policy.RollBack || rollout.Has(HandAction.Abort)))
        {
            return failed;
        }

        if (seen.Template is not { } template)
        {
            return rollout.Applied ? failed : failed with { Status = status with { Latest = rollout with { Applied = true } } };
        }

        var isIts = !rollout.Applied || template.Digest == rollout.Digest || template.Digest == rollout.BackTo?.Digest;
        return isIts && !status.Good.Exists(good => good.Release.Digest == template.Digest)
            ? RolloutMachine.Act(status, "it failed and has nothing to go back to", new RolloutAction.ScaleToZero())
            : failed;
    }

    private static RolloutDecision RollTo(TrackStatus status, Release release) =>
        RolloutMachine.Act(status, $"the template is not yet {release}", new RolloutAction.Roll(release))
            with
        { LookAgainAfter = LookAgain };

    private static RolloutDecision Succeed(TrackStatus status, Rollout rollout, PassInput input)
    {
        var (seen, policy, now) = (input.Seen, input.Policy, input.Now);
        var release = rollout.Release!;

        // Whoever brings an old release back by hand has judged already.
        var analysis = policy.Analysis is { } judged && rollout.Kind is not RequestKind.RollBack
            ? AnalysisRun.Start(judged, now)
            : null;
        return Finish(
            status.WithGood(new GoodRelease(release, rollout.Id, now, Proven: analysis is null)),
            rollout with
            {
                Progress = seen.Progress,
                Analysis = analysis,
                Steps = analysis is null ? null : Stepping.First(policy, input.Partner, now),
            },
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
            status with { Latest = ended }, $"rollout {ended.Id}: {phase}", new RolloutAction.Record(ended))
            with
        { LookAgainAfter = ended.Analysis is null ? null : LookAgain };
    }

    private static (Rollout Rollout, bool Overdue) Follow(Rollout rollout, PassInput input)
    {
        var (seen, policy, now) = (input.Seen, input.Policy, input.Now);
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
        var waited = now - (rollout.ProgressedAt > input.WatchedSince ? rollout.ProgressedAt : input.WatchedSince);
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
