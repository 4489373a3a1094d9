using System.Collections.Immutable;
using System.Globalization;

namespace Deployer.Analysis;

/// <summary>
/// The p95 of the latency: against so many times the baseline's at the same time, and against a limit. A p95 is above a limit
/// exactly when more than 5 % of the requests are, and of a share it can be said how sure it is.
/// </summary>
internal static class LatencyCheck
{
    public const string Relative = "latency-p95";
    public const string Absolute = "latency-p95-limit";

    private const double Quantile = 0.95;

    /// <param name="doubt">How likely it may find a release slower than it is, above 0 and below 1.</param>
    public static ImmutableList<CheckResult> Of(
        TrackMeasurement candidate, TrackMeasurement? baseline, AnalysisPolicy policy, double doubt)
    {
        var checks = ImmutableList<CheckResult>.Empty;
        if (policy.MaxLatency is { } limit)
        {
            checks = checks.Add(AgainstLimit(candidate, limit, policy, doubt));
        }

        // What nothing stands beside is judged by its limit alone, where it has one.
        return baseline is null && !checks.IsEmpty ? checks : checks.Add(AgainstBaseline(candidate, baseline, policy, doubt));
    }

    private static CheckResult AgainstLimit(TrackMeasurement candidate, TimeSpan limit, AnalysisPolicy policy, double doubt)
    {
        var p95 = candidate.Latency.Quantile(Quantile);
        var said = new CheckResult(Absolute, Verdict.Inconclusive, p95, null, limit.TotalSeconds, "");
        return candidate.Requests < policy.MinRequests || p95 is not { } seconds
            ? said with { Message = Enough.TooFew(candidate, policy) }
            : Judge(said, candidate, limit.TotalSeconds, doubt, $"p95 {Words.Duration(seconds)}");
    }

    private static CheckResult AgainstBaseline(
        TrackMeasurement candidate, TrackMeasurement? baseline, AnalysisPolicy policy, double doubt)
    {
        var (p95, other) = (candidate.Latency.Quantile(Quantile), baseline?.Latency.Quantile(Quantile));
        var said = new CheckResult(Relative, Verdict.Inconclusive, p95, other, other * policy.MaxLatencyRatio, "");
        if (Enough.Missing(candidate, baseline, policy) is { } missing)
        {
            return said with { Message = missing };
        }

        if (p95 is not { } seconds || other is not { } beside)
        {
            return said with { Message = "no latency was told of" };
        }

        // The baseline's p95 is itself known from so many requests only: it may be what stands at this rank.
        var total = baseline!.Latency.Total;
        var most = baseline.Latency.Quantile(Shares.AtMost(Quantile * total, total, doubt))!.Value;
        return Judge(
            said,
            candidate,
            most * policy.MaxLatencyRatio,
            doubt,
            string.Create(
                CultureInfo.InvariantCulture,
                $"p95 {Words.Duration(seconds)} against {Words.Duration(beside)} ({seconds / beside:0.##} times)"));
    }

    private static CheckResult Judge(
        CheckResult said, TrackMeasurement candidate, double limit, double doubt, string figures)
    {
        var above = candidate.Latency.SurelyAbove(limit);
        var least = Shares.AtLeast(above, candidate.Latency.Total, doubt);
        return said with
        {
            Verdict = least > 1 - Quantile ? Verdict.Failed : Verdict.Successful,
            Message = $"{figures}: at least {Words.Percent(least)} of {Words.Requests(candidate.Latency.Total)} took longer than " +
                $"{Words.Duration(limit)}, {Words.Percent(1 - Quantile)} allowed",
        };
    }
}
