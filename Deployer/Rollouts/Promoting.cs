namespace Deployer.Rollouts;

/// <summary>Takes the promotion of a canary that has succeeded one step on.</summary>
internal static class Promoting
{
    /// <summary>Often enough to notice the end of a freeze, of the soak time, or of a deadline.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <param name="rollout">The canary's latest, which has succeeded.</param>
    /// <param name="stable">Stable's key and record.</param>
    /// <param name="passed">Whether its analysis was successful, at every step that it takes.</param>
    public static RolloutDecision Step(
        TrackStatus status,
        Rollout rollout,
        Partner stable,
        PromotionPolicy policy,
        bool passed,
        DateTimeOffset now)
    {
        var promotion = rollout.Promotion ?? Promotion.None;
        return promotion.State switch
        {
            PromotionState.Asked => Follow(status, rollout, promotion, stable) with { LookAgainAfter = LookAgain },
            PromotionState.Promoted when TakenBack(rollout, stable) is { } reason =>
                With(status, rollout, promotion with { State = PromotionState.Failed, Message = reason }, $"promotion: {reason}"),
            PromotionState.Promoted => RolloutMachine.Wait(status, null, "it was promoted"),
            PromotionState.Failed => RolloutMachine.Wait(status, null, promotion.Message),
            _ => Consider(status, rollout, promotion, stable, policy, passed, now),
        };
    }

    private static RolloutDecision Consider(
        TrackStatus status,
        Rollout rollout,
        Promotion promotion,
        Partner stable,
        PromotionPolicy policy,
        bool passed,
        DateTimeOffset now)
    {
        var expired = IsExpired(promotion, policy, now);
        promotion = expired ? promotion with { Approvals = [] } : promotion;
        if (Missing(status, rollout, promotion, policy, passed, now) is { } missing)
        {
            var message = expired ? $"not promoted: too few approvals within {policy.ApprovalDeadline}; {missing}" : missing;
            return With(status, rollout, promotion with { Message = message }, $"promotion waits: {message}")
                with
            { LookAgainAfter = LookAgain };
        }

        var attempt = promotion.Attempt + 1;
        var asked = promotion with
        {
            State = PromotionState.Asked,
            Attempt = attempt,
            RequestId = $"{rollout.Id}-promotion-{attempt}",
            AskedAt = now,
            Message = $"{stable.Track} is asked to run it",
        };
        var decision = With(status, rollout, asked, "the canary is promoted");
        return decision with
        {
            Actions = decision.Actions.Add(Ask(rollout, asked, stable)),
            LookAgainAfter = LookAgain,
        };
    }

    // Null when nothing is missing.
    private static string? Missing(
        TrackStatus status, Rollout rollout, Promotion promotion, PromotionPolicy policy, bool passed, DateTimeOffset now)
    {
        var hands = promotion.Approvals.Count;
        if (status.Paused is { } paused)
        {
            return $"paused by {paused}";
        }

        if (!passed && (policy.RequireVerdict || hands == 0))
        {
            return policy.Automatic || policy.RequireVerdict ? "no successful verdict yet" : "nobody has asked for it";
        }

        if (hands < policy.Hands)
        {
            return hands == 0 && policy.Hands <= 1
                ? "nobody has asked for it"
                : $"{hands} of {policy.Hands} approvals" + (hands > 0 ? $", by {string.Join(" and ", promotion.Approvals)}" : "");
        }

        // Who asks by hand has decided not to wait.
        if (hands == 0 && rollout.Analysis!.VerdictAt is { } since && now - since < policy.SoakTime)
        {
            return $"soaks until {since + policy.SoakTime:u}";
        }

        return FreezeWindow.Words(policy.Freezes, now);
    }

    private static bool IsExpired(Promotion promotion, PromotionPolicy policy, DateTimeOffset now) =>
        promotion.Approvals is [var first, ..] && promotion.Approvals.Count < policy.Hands
        && now - first.At >= policy.ApprovalDeadline;

    // Stable's record says what became of it, however often this process was started again meanwhile.
    private static RolloutDecision Follow(TrackStatus status, Rollout rollout, Promotion promotion, Partner stable)
    {
        var id = promotion.RequestId!;
        var record = stable.Record;
        if (new[] { record.Status.Latest, record.Status.Refused }.FirstOrDefault(one => one?.Requests.Contains(id) == true)
            is { } answer)
        {
            return Answered(status, rollout, promotion, answer);
        }

        if (record.Desired is { } desired && (desired.Id == id || desired.Replaces.Contains(id)))
        {
            var waits = record.Status.Waiting is { } reason ? $"{stable.Track} waits: {reason}" : promotion.Message;
            return With(status, rollout, promotion with { Message = waits }, "stable has not taken it up yet");
        }

        return record.Desired is { } newer && newer.RequestedAt > promotion.AskedAt
            ? With(
                status,
                rollout,
                promotion with { State = PromotionState.Failed, Message = $"overtaken by request {newer.Id} of {stable.Track}" },
                "a newer request of stable overtook the promotion")
            : RolloutMachine.Act(status, "stable is asked again", Ask(rollout, promotion, stable));
    }

    // Null while what was promoted runs on stable, or has made way there for a newer release. Only what has failed there, or was
    // taken from there, is a canary again: it is the one track that runs it.
    private static string? TakenBack(Rollout rollout, Partner stable) => stable.Record.Status switch
    {
        { Latest: { Phase: RolloutPhase.RollingBack or RolloutPhase.RolledBack or RolloutPhase.Failed } failed }
            when failed.Digest == rollout.Digest || (failed.Phase is RolloutPhase.Failed && failed.BackTo?.Digest == rollout.Digest) =>
            $"{stable.Track}: {failed.Phase}: {failed.Message}",
        { Latest: { Phase: RolloutPhase.RollingBack or RolloutPhase.RolledBack, BackTo: { } back } other }
            when back.Digest != rollout.Digest => $"{stable.Track} went back to {back}: {other.Message}",
        { Latest: { Kind: RequestKind.RollBack, Phase: RolloutPhase.Progressing or RolloutPhase.Succeeded } back }
            when back.Digest != rollout.Digest => $"{stable.Track} was brought to {back.Release} by hand since",
        { Latest: { Phase: RolloutPhase.Succeeded } latest, Drift: { } drift }
            when latest.Digest == rollout.Digest => $"{stable.Track} was changed by hand to {drift} since",
        _ => null,
    };

    private static RolloutDecision Answered(TrackStatus status, Rollout rollout, Promotion promotion, Rollout answer)
    {
        var (state, message) = answer switch
        {
            { Phase: RolloutPhase.Succeeded } => (PromotionState.Promoted, $"promoted to {answer.Track}: {answer.Message}"),
            { Phase.IsActive: true } => (PromotionState.Asked, $"{answer.Track}: {answer.Message}"),
            _ => (PromotionState.Failed, $"{answer.Track}: {answer.Phase}: {answer.Message}"),
        };
        return With(status, rollout, promotion with { State = state, Message = message }, $"promotion: {message}");
    }

    private static RolloutAction.Ask Ask(Rollout rollout, Promotion promotion, Partner stable) => new(
        stable.Track,
        new DesiredRelease(
            promotion.RequestId!,
            stable.Image,
            rollout.Digest,
            promotion.AskedAt!.Value,
            promotion.Approvals.IsEmpty ? "promotion" : $"promotion by {string.Join(" and ", promotion.Approvals.Select(hand => hand.By))}",
            DeliveryId: null,
            Replaces: [],
            rollout.Trace,
            RequestKind.Promotion));

    private static RolloutDecision With(TrackStatus status, Rollout rollout, Promotion promotion, string because)
    {
        if (rollout.Promotion == promotion || (rollout.Promotion is null && promotion == Promotion.None))
        {
            return RolloutMachine.Wait(status, null, because);
        }

        var changed = rollout with { Promotion = promotion };
        var hasNewState = (rollout.Promotion?.State ?? PromotionState.Waiting) != promotion.State;
        return RolloutMachine.Act(
            status with { Latest = changed }, because, hasNewState ? [new RolloutAction.Record(changed)] : []);
    }
}
