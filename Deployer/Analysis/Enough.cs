namespace Deployer.Analysis;

/// <summary>Whether there is enough to judge by. Silence is never failure, and never success.</summary>
internal static class Enough
{
    /// <summary>What is missing, for people; null when nothing is.</summary>
    public static string? Missing(TrackMeasurement candidate, TrackMeasurement? baseline, AnalysisPolicy policy) =>
        candidate.Requests < policy.MinRequests ? TooFew(candidate, policy)
        : baseline is null ? "there is nothing to compare with"
        : baseline.Requests < policy.MinRequests
            ? $"{Words.Requests(baseline.Requests)} to compare with, {policy.MinRequests} are needed"
        : null;

    public static string TooFew(TrackMeasurement candidate, AnalysisPolicy policy) =>
        $"{Words.Requests(candidate.Requests)}, {policy.MinRequests} are needed";
}
