using Deployer.Analysis;

namespace Deployer.Rollouts;

/// <summary>The analysis of a release that has succeeded: when to measure, and what a measurement does.</summary>
internal static class Judging
{
    /// <summary>What is to be measured now; null when nothing is.</summary>
    public static MeasurementWish? Wish(TrackStatus status, TrackObservation seen, RolloutPolicy policy, DateTimeOffset now)
    {
        if (status.Latest is not { Phase: RolloutPhase.Succeeded, Analysis: { } run, Release: { } release } rollout
            || policy.Analysis is not { } analysis
            || seen.Template?.Digest != release.Digest
            || !GoesOn(rollout, policy, now)
            || Stepping.IsOnItsWay(rollout, seen)
            || now < run.NextAt)
        {
            return null;
        }

        // A track that is not promoted from is compared with what it did before; nothing else runs beside it.
        return new MeasurementWish(release, run.WindowAt(analysis, now), BesidePartner: policy.Promotion is not null);
    }

    /// <summary>
    /// Whether a rollout is judged still: a canary until stable runs its release, any other as long as it is watched.
    /// </summary>
    public static bool GoesOn(Rollout rollout, RolloutPolicy policy, DateTimeOffset now) =>
        policy.Analysis is not null && rollout is { Phase: RolloutPhase.Succeeded, Analysis: { } run }
        && run.Verdict is not Verdict.Failed
        && (policy.Promotion is not null
            ? rollout.Promotion?.State is not PromotionState.Promoted
            : rollout.FinishedAt is { } end && now - end < policy.WatchAfterSuccess);

    /// <summary>Takes a measurement in; null when it changes nothing.</summary>
    public static RolloutDecision? Take(
        TrackStatus status, Rollout rollout, Measurement measurement, RolloutPolicy policy, DateTimeOffset now)
    {
        if (rollout.Analysis is not { } run || policy.Analysis is not { } analysis)
        {
            return null;
        }

        var beside = policy.Promotion is null ? measurement with { Baseline = rollout.Before } : measurement;
        var next = run.With(Judge.Of(beside, analysis, run.DoubtAt(analysis, now)), analysis);
        if (ReferenceEquals(next, run))
        {
            return null;
        }

        var judged = rollout with { Analysis = next };
        return next.Verdict switch
        {
            Verdict.Failed => Failure.Of(
                status with { Latest = judged }, judged, $"analysis failed: {next.Message}", policy, now),
            Verdict.Successful when run.Verdict is not Verdict.Successful && judged.HasPassed(policy) => RolloutMachine.Act(
                (status with { Latest = judged }).WithPassed(rollout.Release!, now),
                $"analysis of rollout {rollout.Id} was successful",
                new RolloutAction.Record(judged)),
            _ => RolloutMachine.Wait(status with { Latest = judged }, null, next.Message),
        };
    }
}
