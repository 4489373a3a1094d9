using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>What all checks together say of one measurement: the worst of them decides.</summary>
internal sealed record Judgement(
    DateTimeOffset At,
    Verdict Verdict,
    ImmutableList<CheckResult> Checks,
    string Message);
