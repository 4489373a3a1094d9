using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>The share of requests that were answered 5xx: against the baseline's at the same time, and against a limit.</summary>
internal static class ErrorCheck
{
    public const string Relative = "error-rate";
    public const string Absolute = "error-rate-limit";

    /// <param name="doubt">How likely it may find a release worse than it is, above 0 and below 1.</param>
    public static ImmutableList<CheckResult> Of(
        TrackMeasurement candidate, TrackMeasurement? baseline, AnalysisPolicy policy, double doubt)
    {
        var checks = ImmutableList<CheckResult>.Empty;
        if (policy.MaxErrorRate is { } limit)
        {
            checks = checks.Add(AgainstLimit(candidate, limit, policy, doubt));
        }

        // What nothing stands beside is judged by its limit alone, where it has one.
        return baseline is null && !checks.IsEmpty ? checks : checks.Add(AgainstBaseline(candidate, baseline, policy, doubt));
    }

    private static CheckResult AgainstLimit(TrackMeasurement candidate, double limit, AnalysisPolicy policy, double doubt)
    {
        var said = new CheckResult(Absolute, Verdict.Inconclusive, ShareOf(candidate), null, limit, "");
        if (candidate.Requests < policy.MinRequests)
        {
            return said with { Message = Enough.TooFew(candidate, policy) };
        }

        var least = Shares.AtLeast(candidate.ServerErrors, candidate.Requests, doubt);
        return said with
        {
            Verdict = least > limit ? Verdict.Failed : Verdict.Successful,
            Message = $"5xx {Of(candidate)}: at least {Words.Percent(least)}, {Words.Percent(limit)} allowed",
        };
    }

    private static CheckResult AgainstBaseline(
        TrackMeasurement candidate, TrackMeasurement? baseline, AnalysisPolicy policy, double doubt)
    {
        var said = new CheckResult(
            Relative,
            Verdict.Inconclusive,
            ShareOf(candidate),
            ShareOf(baseline),
            ShareOf(baseline) + policy.MaxErrorDifference,
            "");
        if (Enough.Missing(candidate, baseline, policy) is { } missing)
        {
            return said with { Message = missing };
        }

        var least = Shares.DifferenceAtLeast(
            candidate.ServerErrors, candidate.Requests, baseline!.ServerErrors, baseline.Requests, doubt);
        return said with
        {
            Verdict = least > policy.MaxErrorDifference ? Verdict.Failed : Verdict.Successful,
            Message = $"5xx {Of(candidate)} against {Of(baseline)}: " + (least > 0
                ? $"at least {Words.Points(least)} more, {Words.Points(policy.MaxErrorDifference)} allowed"
                : "no more beyond chance"),
        };
    }

    private static double? ShareOf(TrackMeasurement? track) =>
        track is { Requests: > 0 } ? track.ServerErrors / track.Requests : null;

    private static string Of(TrackMeasurement track) =>
        $"{Words.Percent(track.ServerErrors / track.Requests)} of {Words.Requests(track.Requests)}";
}
