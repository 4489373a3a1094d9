using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>An analysis so far: every judgement, the oldest first, and what they say together.</summary>
/// <param name="StartedAt">When it began; measurements look no further back.</param>
/// <param name="NextAt">When to measure again.</param>
/// <param name="Successes">How many judgements were successful.</param>
/// <param name="Failures">How many were failed.</param>
/// <param name="Judgements">The newest ones, at most <see cref="MaxJudgements"/>.</param>
/// <param name="VerdictAt">When the verdict was reached; null while there is none.</param>
internal sealed record AnalysisRun(
    DateTimeOffset StartedAt,
    DateTimeOffset NextAt,
    Verdict Verdict,
    int Successes,
    int Failures,
    string Message,
    ImmutableList<Judgement> Judgements,
    DateTimeOffset? VerdictAt = null)
{
    /// <summary>How many judgements a run keeps.</summary>
    public const int MaxJudgements = 60;

    // While little traffic trickles in, each judgement has other figures and says the same.
    private static readonly TimeSpan KeepInconclusive = TimeSpan.FromSeconds(30);

    public static AnalysisRun Start(AnalysisPolicy policy, DateTimeOffset now) =>
        new(now, now + policy.Interval, Verdict.Inconclusive, 0, 0, "nothing was measured yet", []);

    /// <summary>How far the next measurement looks back.</summary>
    public TimeSpan WindowAt(AnalysisPolicy policy, DateTimeOffset now) =>
        now - StartedAt < policy.Window ? now - StartedAt : policy.Window;

    /// <summary>
    /// How likely a check may be wrong now, 0..1. In the k-th window since it began that is the first one's by k²: of so many looks
    /// one would be wrong by and by, but the sum of 1/k² stays below two, so a good release may wait for as long as it likes.
    /// </summary>
    /// <remarks>Alpha spending: K. K. G. Lan and D. L. DeMets, "Discrete sequential boundaries for clinical trials" (1983).</remarks>
    public double DoubtAt(AnalysisPolicy policy, DateTimeOffset now)
    {
        var window = 1 + Math.Floor(Math.Max(0, (now - StartedAt) / policy.Window));
        return Shares.Doubt / (window * window);
    }

    /// <summary>
    /// Takes a judgement in. Once successful, a run goes on only to notice failure; what says nothing new leaves it as it
    /// is, so that an analysis in silence writes nothing, and one with too little traffic now and then.
    /// </summary>
    public AnalysisRun With(Judgement judgement, AnalysisPolicy policy)
    {
        if (Verdict is Verdict.Failed || (judgement.Verdict is not Verdict.Failed && SaysNothingNew(judgement)))
        {
            return this;
        }

        var successes = Successes + (judgement.Verdict is Verdict.Successful ? 1 : 0);
        var failures = Failures + (judgement.Verdict is Verdict.Failed ? 1 : 0);
        var verdict = failures > policy.FailureLimit ? Verdict.Failed
            : successes >= policy.Count ? Verdict.Successful
            : Verdict.Inconclusive;
        return this with
        {
            NextAt = judgement.At + policy.Interval,
            Verdict = verdict,
            VerdictAt = verdict == Verdict ? VerdictAt : judgement.At,
            Successes = successes,
            Failures = failures,
            Message = Sum(verdict, successes, judgement, policy),
            Judgements = [.. Judgements.TakeLast(MaxJudgements - 1), judgement],
        };
    }

    private bool SaysNothingNew(Judgement judgement) =>
        Verdict is Verdict.Successful
        || (judgement.Verdict is Verdict.Inconclusive && Judgements is [.., { Verdict: Verdict.Inconclusive } newest]
            && (newest.Message == judgement.Message
                || (judgement.At - newest.At < KeepInconclusive && Verdicts(judgement).SequenceEqual(Verdicts(newest)))));

    private static IEnumerable<(string Check, Verdict Verdict)> Verdicts(Judgement judgement) =>
        judgement.Checks.Select(check => (check.Check, check.Verdict));

    private static string Sum(Verdict verdict, int successes, Judgement judgement, AnalysisPolicy policy) => verdict switch
    {
        Verdict.Successful => $"{successes} successful measurements; {judgement.Message}",
        Verdict.Failed => judgement.Message,
        _ => $"{successes} of {policy.Count} measurements were successful; {judgement.Message}",
    };
}
