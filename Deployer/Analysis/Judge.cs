using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>Judges one measurement: every check speaks, the worst decides.</summary>
internal static class Judge
{
    /// <param name="doubt">How likely a check may find a release worse than it is, above 0 and below 1.</param>
    public static Judgement Of(Measurement measurement, AnalysisPolicy policy, double doubt)
    {
        if (measurement.Candidate is not { } candidate)
        {
            return new Judgement(measurement.At, Verdict.Inconclusive, [], measurement.Fault ?? "nothing was measured");
        }

        ImmutableList<CheckResult> checks =
        [
            .. ErrorCheck.Of(candidate, measurement.Baseline, policy, doubt),
            .. LatencyCheck.Of(candidate, measurement.Baseline, policy, doubt),
            RestartCheck.Of(candidate, policy),
            .. SilenceCheck.Of(candidate) is { } silence ? [silence] : ImmutableList<CheckResult>.Empty,
        ];
        var verdict = Worst(checks);
        return new Judgement(
            measurement.At,
            verdict,
            checks,
            Message(checks, verdict, measurement.Fault),
            TrackFigures.Of(candidate, measurement.Window),
            TrackFigures.Of(measurement.Baseline, measurement.Window));
    }

    // A failure is certain whatever else is not known; success needs every check.
    private static Verdict Worst(ImmutableList<CheckResult> checks) =>
        checks.Exists(check => check.Verdict is Verdict.Failed) ? Verdict.Failed
        : checks.Exists(check => check.Verdict is Verdict.Inconclusive) ? Verdict.Inconclusive
        : Verdict.Successful;

    private static string Message(ImmutableList<CheckResult> checks, Verdict verdict, string? fault)
    {
        var decisive = checks.Where(check => check.Verdict == verdict).Select(check => $"{check.Check}: {check.Message}").ToList();
        return verdict is Verdict.Inconclusive && fault is not null ? fault : string.Join("; ", decisive);
    }
}
