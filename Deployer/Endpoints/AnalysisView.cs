using Deployer.Analysis;

namespace Deployer.Endpoints;

/// <summary>How a rollout is judged.</summary>
/// <param name="Message">The verdict, or what is missing for one, in words and figures.</param>
/// <param name="Successes">How many measurements were successful.</param>
/// <param name="Failures">How many failed.</param>
/// <param name="Measurements">All that are kept, the oldest first; in lists the newest alone.</param>
internal sealed record AnalysisView(
    Verdict Verdict,
    string Message,
    DateTimeOffset StartedAt,
    DateTimeOffset? VerdictAt,
    int Successes,
    int Failures,
    IReadOnlyList<JudgementView> Measurements)
{
    public static AnalysisView? Of(AnalysisRun? run, bool whole) => run is null ? null : new AnalysisView(
        run.Verdict,
        run.Message,
        run.StartedAt,
        run.VerdictAt,
        run.Successes,
        run.Failures,
        [.. run.Judgements.TakeLast(whole ? AnalysisRun.MaxJudgements : 1).Select(JudgementView.Of)]);
}
