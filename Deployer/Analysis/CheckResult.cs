namespace Deployer.Analysis;

/// <summary>What one check says of one measurement.</summary>
/// <param name="Check">Its name, such as <c>error-rate</c>.</param>
/// <param name="Candidate">The candidate's figure; null when there is none.</param>
/// <param name="Baseline">The baseline's figure at the same time; null when there is none.</param>
/// <param name="Limit">What the candidate's figure may be at most.</param>
/// <param name="Message">The verdict in words and figures.</param>
internal sealed record CheckResult(
    string Check,
    Verdict Verdict,
    double? Candidate,
    double? Baseline,
    double? Limit,
    string Message);
