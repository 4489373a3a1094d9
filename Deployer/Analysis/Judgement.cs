using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>What all checks together say of one measurement: the worst of them decides.</summary>
/// <param name="Candidate">What the release on trial did; null when it could not be measured.</param>
/// <param name="Baseline">What it was compared with did over the same time; null when there was nothing, or it was not measured.</param>
internal sealed record Judgement(
    DateTimeOffset At,
    Verdict Verdict,
    ImmutableList<CheckResult> Checks,
    string Message,
    TrackFigures? Candidate = null,
    TrackFigures? Baseline = null);
