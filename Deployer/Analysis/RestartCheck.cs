namespace Deployer.Analysis;

/// <summary>How often instances of the candidate were started again. It needs no traffic.</summary>
internal static class RestartCheck
{
    public const string Name = "restarts";

    public static CheckResult Of(TrackMeasurement candidate, AnalysisPolicy policy)
    {
        var said = new CheckResult(Name, Verdict.Inconclusive, candidate.Restarts, null, policy.MaxRestarts, "");
        return candidate.Instances == 0 && candidate.Restarts == 0
            ? said with { Message = "no instance could be asked" }
            : said with
            {
                Verdict = candidate.Restarts > policy.MaxRestarts ? Verdict.Failed : Verdict.Successful,
                Message = $"{candidate.Restarts} restarts of {candidate.Instances} instances, {policy.MaxRestarts} allowed",
            };
    }
}
