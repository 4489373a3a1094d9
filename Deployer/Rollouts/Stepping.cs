using System.Globalization;
using Deployer.Analysis;

namespace Deployer.Rollouts;

/// <summary>
/// Takes a canary through its steps: more and more instances beside stable's, each number with an analysis of its own. Traffic is spread
/// evenly over instances, so their number is the share.
/// </summary>
internal static class Stepping
{
    // Of a product whose result is whole, what doubles may leave off.
    private const double Rounding = 1e-9;

    /// <summary>
    /// The most canaries that take no more than the share beside so many stable instances, and one at the least.
    /// </summary>
    /// <param name="stable">Not below zero.</param>
    /// <param name="weight">Above 0 and below 1.</param>
    public static int Count(int stable, double weight) =>
        Math.Max(1, (int)Math.Floor((stable * weight / (1 - weight)) + Rounding));

    /// <summary>The first step; null where there are none, or the release is not judged.</summary>
    public static CanarySteps? First(RolloutPolicy policy, Partner? stable, DateTimeOffset now) =>
        policy is { Analysis: not null, Promotion: not null, Steps: { IsDefaultOrEmpty: false } steps } && stable is not null
            ? new CanarySteps(0, steps[0], Count(stable.Ready, steps[0]), now, [])
            : null;

    /// <summary>How many instances the track is to have; null for as many as it is configured to have.</summary>
    public static int? Wanted(Rollout? rollout) =>
        rollout is { Phase: RolloutPhase.Succeeded, Steps: { } at, Promotion: null or { State: not PromotionState.Promoted } }
            ? at.Instances
            : null;

    /// <summary>Whether the instances of its step are still to come, or to go.</summary>
    public static bool IsOnItsWay(Rollout rollout, TrackObservation seen) =>
        Wanted(rollout) is { } wanted && !(seen.Progress.Wanted == wanted && seen.Progress.IsComplete);

    /// <summary>Why it has not come to its step; null while it may still.</summary>
    public static string? Overdue(Rollout rollout, PassInput input)
    {
        if (!IsOnItsWay(rollout, input.Seen) || rollout.Steps is not { } at)
        {
            return null;
        }

        var since = at.Since > input.WatchedSince ? at.Since : input.WatchedSince;
        return input.Now - since < input.Policy.ProgressDeadline
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"progress deadline exceeded: {input.Seen.Progress.Available} of {at.Instances} instances available " +
                $"at the step of {at.Weight:0.##%}");
    }

    /// <summary>The rollout at the next step, once the analysis of the one that it is at was successful; null while it stays.</summary>
    public static Rollout? Next(TrackStatus status, Rollout rollout, Partner? stable, RolloutPolicy policy, DateTimeOffset now)
    {
        if (rollout is not { Steps: { } at, Analysis: { Verdict: Verdict.Successful } run } || stable is null || status.Paused is not null
            || policy.Analysis is not { } analysis || at.Index + 1 >= policy.Steps.Length || rollout.Promotion?.IsUnderWay == true)
        {
            return null;
        }

        var weight = policy.Steps[at.Index + 1];
        var passed = new PassedStep(at.Weight, at.Instances, at.Since, run.VerdictAt ?? now, run.Message);
        return rollout with
        {
            Steps = new CanarySteps(at.Index + 1, weight, Count(stable.Ready, weight), now, at.Passed.Add(passed)),

            // What was measured before is kept with the rollout.
            Analysis = AnalysisRun.Start(analysis, now) with { Judgements = run.Judgements },
        };
    }
}
