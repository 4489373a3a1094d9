using Deployer.Analysis;

namespace Deployer.Endpoints;

/// <summary>What one measurement says.</summary>
/// <param name="Candidate">What the release on trial did; absent when it could not be measured.</param>
/// <param name="Baseline">What it was compared with did over the same time; absent when there was nothing.</param>
internal sealed record JudgementView(
    DateTimeOffset At,
    Verdict Verdict,
    string Message,
    TrackFigures? Candidate,
    TrackFigures? Baseline,
    IReadOnlyList<CheckView> Checks)
{
    public static JudgementView Of(Judgement judgement) => new(
        judgement.At,
        judgement.Verdict,
        judgement.Message,
        judgement.Candidate,
        judgement.Baseline,
        [.. judgement.Checks.Select(CheckView.Of)]);
}
