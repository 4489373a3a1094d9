namespace Deployer.Analysis;

/// <summary>
/// Whether every instance of the candidate told of itself: one that hangs must not pass by what the others did. It speaks only
/// when one did not, and fails nothing, for who is silent may be so because of whoever asks.
/// </summary>
internal static class SilenceCheck
{
    public const string Name = "silent-instances";

    private const int MostNamed = 3;

    /// <summary>Null when nothing speaks against the candidate.</summary>
    public static CheckResult? Of(TrackMeasurement candidate) => candidate.Silent is { Count: > 0 and var count } silent
        ? new CheckResult(
            Name,
            Verdict.Inconclusive,
            count,
            null,
            0,
            $"{count} of {count + candidate.Instances} instances told nothing: {string.Join(", ", silent.Take(MostNamed))}" +
            (count > MostNamed ? " and others" : ""))
        : null;
}
