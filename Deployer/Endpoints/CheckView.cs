using Deployer.Analysis;

namespace Deployer.Endpoints;

/// <summary>What one check says of a measurement.</summary>
/// <param name="Candidate">The figure of what is judged; shares 0..1, latencies in seconds.</param>
/// <param name="Baseline">The figure it is compared with.</param>
/// <param name="Limit">What the figure may be at most.</param>
internal sealed record CheckView(
    string Check, Verdict Verdict, double? Candidate, double? Baseline, double? Limit, string Message)
{
    public static CheckView Of(CheckResult result) => new(
        result.Check, result.Verdict, Rounded(result.Candidate), Rounded(result.Baseline), Rounded(result.Limit), result.Message);

    private static double? Rounded(double? figure) => figure is { } value ? Math.Round(value, 5) : null;
}
