using Deployer.Analysis;

namespace Deployer.Endpoints;

/// <summary>What one measurement says.</summary>
internal sealed record JudgementView(DateTimeOffset At, Verdict Verdict, string Message, IReadOnlyList<CheckView> Checks)
{
    public static JudgementView Of(Judgement judgement) => new(
        judgement.At, judgement.Verdict, judgement.Message, [.. judgement.Checks.Select(CheckView.Of)]);
}
