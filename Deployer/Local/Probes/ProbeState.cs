namespace Deployer.Local.Probes;

/// <summary>
/// Counts a probe's answers as the kubelet does: a verdict changes only after enough equal answers in a row.
/// </summary>
/// <param name="Run">How many answers in a row were like the last one.</param>
/// <param name="Last">The last answer; null before the first.</param>
internal sealed record ProbeState(ProbeVerdict Verdict, int Run, ProbeResult? Last)
{
    public static ProbeState Initial { get; } = new(ProbeVerdict.Unknown, 0, null);

    public ProbeState Next(ProbeResult result, int successThreshold, int failureThreshold)
    {
        var run = Last is { } last && last.Success == result.Success ? Run + 1 : 1;
        var enough = run >= (result.Success ? successThreshold : failureThreshold);
        return new ProbeState(
            !enough ? Verdict : result.Success ? ProbeVerdict.Succeeded : ProbeVerdict.Failed, run, result);
    }
}
