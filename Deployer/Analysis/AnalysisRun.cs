using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>An analysis so far: every judgement, the oldest first, and what they say together.</summary>
/// <param name="StartedAt">When it began; measurements look no further back.</param>
/// <param name="NextAt">When to measure again.</param>
/// <param name="Successes">How many judgements were successful.</param>
/// <param name="Failures">How many were failed.</param>
/// <param name="Judgements">The newest ones, at most <see cref="MaxJudgements"/>.</param>
internal sealed record AnalysisRun(
    DateTimeOffset StartedAt,
    DateTimeOffset NextAt,
    Verdict Verdict,
    int Successes,
    int Failures,
    string Message,
    ImmutableList<Judgement> Judgements)
{
    /// <summary>How many judgements a run keeps.</summary>
    public const int MaxJudgements = 60;

    public static AnalysisRun Start(AnalysisPolicy policy, DateTimeOffset now) =>
        new(now, now + policy.Interval, Verdict.Inconclusive, 0, 0, "nothing was measured yet", []);
}
