using System.Collections.Immutable;

namespace Deployer.Rollouts;

/// <summary>What a hand on the wheel does to a track: a function of the track's record, as all that is decided of it.</summary>
internal static class Wheel
{
    /// <param name="rollout">Of an abort: what is meant, by the id of a request of it; null for whatever is there now.</param>
    public static HandOutcome Turn(
        TrackKey track, TrackRecord record, Hand hand, RolloutPolicy policy, string? rollout = null) =>
        hand.Action switch
        {
            HandAction.Pause => Pause(track, record.Status, hand),
            HandAction.Resume => Resume(track, record.Status, hand),
            HandAction.Promote => Promote(track, record.Status, hand, policy),
            HandAction.Abort => Abort(track, record, hand, policy, rollout),
            _ => throw new ArgumentOutOfRangeException(nameof(hand), hand.Action, "It needs a release to go to."),
        };

    /// <summary>
    /// Whether a release of the history may be asked for; what it becomes is a request that nothing holds up and nobody judges. So
    /// it must be one that has succeeded on this very track.
    /// </summary>
    /// <param name="past">The rollout that brought it; null when there is none.</param>
    public static HandOutcome RollBack(TrackKey track, TrackRecord record, Rollout? past, string id)
    {
        var (status, latest) = (record.Status, record.Status.Latest);
        if (past is not { Release: { } release } || past.Track.Service != track.Service)
        {
            return new HandOutcome.Refused($"There is no release of {track.Service} with rollout '{id}' in the history.");
        }

        if (past.Track != track)
        {
            return new HandOutcome.Refused(
                $"Rollout '{id}' is one of {past.Track}, and {track} goes back to nothing but its own; promote brings a canary's to stable.");
        }

        if (past.Phase is not RolloutPhase.Succeeded)
        {
            return new HandOutcome.Refused(
                $"Rollout '{id}' of {track} is {past.Phase}, so there is nothing to go back to: push it anew, or promote it.");
        }

        return status.Paused is { } paused ? new HandOutcome.Refused($"{track} is paused by {paused}; resume it first.")
            : record.Unanswered is { Kind: RequestKind.RollBack } waiting && waiting.Digest == release.Digest
                ? new HandOutcome.Unchanged($"{track} was asked for {release} already.", waiting.Id)
            : record.Unanswered is null && status.Drift is null && latest is { Phase: RolloutPhase.Succeeded or RolloutPhase.Progressing }
                && latest.Digest == release.Digest
                ? new HandOutcome.Unchanged($"{track} runs {release} already, or is coming to.", latest.Id)
            : new HandOutcome.Changed(status, $"{track} goes to {release}");
    }

    private static HandOutcome Pause(TrackKey track, TrackStatus status, Hand hand) => status.Paused is { } paused
        ? new HandOutcome.Unchanged($"{track} is paused already, by {paused}.")
        : Touch(status with { Paused = hand }, hand, $"{track} is paused by {hand}");

    private static HandOutcome Resume(TrackKey track, TrackStatus status, Hand hand) => status.Paused is null
        ? new HandOutcome.Unchanged($"{track} is not paused.")
        : Touch(status with { Paused = null }, hand, $"{track} is resumed by {hand}");

    private static HandOutcome Promote(TrackKey track, TrackStatus status, Hand hand, RolloutPolicy policy)
    {
        if (policy.Promotion is not { } promotion)
        {
            return new HandOutcome.Refused($"{track} is not a track that is promoted from.");
        }

        if (status.Latest is not { Phase: RolloutPhase.Succeeded } rollout)
        {
            return new HandOutcome.Refused(status.Latest is { } other
                ? $"Only what has succeeded can be promoted; rollout {other.Id} of {track} is {other.Phase}."
                : $"{track} has nothing to promote.");
        }

        var before = rollout.Promotion ?? Promotion.None;
        return before.IsUnderWay ? new HandOutcome.Unchanged($"Rollout {rollout.Id} is promoted already: {before.Message}.")
            : status.Paused is { } paused ? new HandOutcome.Refused($"{track} is paused by {paused}; resume it first.")
            : status.Drift is { } drift ? new HandOutcome.Refused($"{track} was changed by hand to {drift}; push anew.")
            : promotion.RequireVerdict && !rollout.HasPassed(policy)
                ? new HandOutcome.Refused(
                    $"Only what its analysis found successful can be promoted: {rollout.Analysis?.Message ?? "it is not analysed"}.")
            : Approve(track, status, rollout, before, hand, promotion);
    }

    private static HandOutcome Approve(
        TrackKey track, TrackStatus status, Rollout rollout, Promotion before, Hand hand, PromotionPolicy policy)
    {
        var approvals = before.State is PromotionState.Failed ? [] : before.Approvals;
        if (approvals.Exists(approval => approval.By == hand.By))
        {
            return new HandOutcome.Unchanged($"{hand.By} has approved rollout {rollout.Id} already: {before.Message}.");
        }

        approvals = IsLate(approvals, hand, policy) ? [hand] : approvals.Add(hand);
        var touched = rollout with
        {
            Promotion = before with { State = PromotionState.Waiting, Approvals = approvals, RequestId = null, AskedAt = null },
        };
        return Touch(
            status with { Latest = touched },
            hand,
            $"rollout {rollout.Id} of {track} is approved by {hand}, {approvals.Count} of {policy.Hands}");
    }

    private static bool IsLate(ImmutableList<Hand> approvals, Hand hand, PromotionPolicy policy) =>
        approvals is [var first, ..] && hand.At - first.At >= policy.ApprovalDeadline;

    // Who asks again after the answer got lost must not abort what comes next: the request that was dropped is the newest still.
    private static HandOutcome Abort(TrackKey track, TrackRecord record, Hand hand, RolloutPolicy policy, string? rollout)
    {
        var status = record.Status;
        var (waits, runs) = (record.Unanswered, status.Latest);
        if (waits is not null && (rollout is null || Names(waits, rollout)))
        {
            return Drop(track, status, waits, hand);
        }

        if (status.Refused is { } dropped && dropped.Has(HandAction.Abort)
            && (rollout is null ? record.Desired?.Id == dropped.Id : dropped.Requests.Contains(rollout)))
        {
            return new HandOutcome.Unchanged(
                $"Request {dropped.Id} of {track} is aborted already." +
                (rollout is null && runs is not null ? $" To abort rollout {runs.Id}, name it." : ""),
                dropped.Id);
        }

        return rollout is null || runs?.Requests.Contains(rollout) == true
            ? AbortLatest(track, status, hand, policy)
            : new HandOutcome.Refused(
                $"Rollout '{rollout}' is not what {track} is at: " +
                $"{(waits?.Id ?? runs?.Id) switch { { } now => $"that is {now}", null => "it was asked for nothing yet" }}.");
    }

    private static bool Names(DesiredRelease request, string id) => request.Id == id || request.Replaces.Contains(id);

    private static HandOutcome.Changed Drop(TrackKey track, TrackStatus status, DesiredRelease request, Hand hand)
    {
        var dropped = Intake.Refuse(track, status, request, $"aborted by {hand}", hand.At);
        var refused = dropped.Status.Refused!.Touched(hand);
        return new HandOutcome.Changed(
            dropped.Status with { Refused = refused }, $"request {request.Id} of {track} is aborted by {hand}", refused);
    }

    private static HandOutcome AbortLatest(TrackKey track, TrackStatus status, Hand hand, RolloutPolicy policy) =>
        status.Latest switch
        {
            { Phase: RolloutPhase.Progressing } rollout => GoBack(track, status, rollout, hand, policy),
            { Phase: RolloutPhase.Succeeded } rollout when policy.Promotion is not null && rollout.Promotion?.IsUnderWay != true =>
                GoBack(track, status, rollout, hand, policy),
            { Phase: RolloutPhase.Succeeded, Promotion.IsUnderWay: true } rollout => new HandOutcome.Refused(
                $"Rollout {rollout.Id} of {track} is promoted already; abort it there, or roll that track back."),
            { Phase: RolloutPhase.Succeeded } rollout => new HandOutcome.Refused(
                $"Rollout {rollout.Id} of {track} has succeeded; roll back to another release instead."),
            { } rollout when rollout.Has(HandAction.Abort) => new HandOutcome.Unchanged(
                $"Rollout {rollout.Id} of {track} is aborted already: {rollout.Phase}."),
            { } rollout => new HandOutcome.Refused($"There is nothing to abort: rollout {rollout.Id} of {track} is {rollout.Phase}."),
            null => new HandOutcome.Refused($"There is nothing to abort: {track} was asked for nothing yet."),
        };

    private static HandOutcome.Changed GoBack(
        TrackKey track, TrackStatus status, Rollout rollout, Hand hand, RolloutPolicy policy)
    {
        var touched = rollout.Touched(hand);
        var failed = Failure.Of(
            status with { Latest = touched }, touched, $"aborted by {hand}", policy with { RollBack = true }, hand.At);
        return new HandOutcome.Changed(
            failed.Status, $"rollout {rollout.Id} of {track} is aborted by {hand}", failed.Status.Latest!);
    }

    private static HandOutcome.Changed Touch(TrackStatus status, Hand hand, string message)
    {
        if (status.Latest is not { } latest)
        {
            return new HandOutcome.Changed(status, message);
        }

        var touched = latest.Touched(hand);
        return new HandOutcome.Changed(status with { Latest = touched }, message, touched);
    }
}
