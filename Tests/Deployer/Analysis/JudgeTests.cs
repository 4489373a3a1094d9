using Deployer.Analysis;

namespace Tests.Analysis;

public class JudgeTests
{
    [Theory]
    [InlineData(0, 0, "Inconclusive")]
    [InlineData(49, 49, "Inconclusive")]
    [InlineData(50, 0, "Successful")]
    [InlineData(100, 1, "Successful")]
    [InlineData(100, 3, "Successful")]
    [InlineData(150, 7, "Failed")]
    [InlineData(50, 50, "Failed")]
    public void Of_ErrorsAgainstNone_NeedsEvidence(int requests, int errors, string verdict) =>
        Tracks.Judge(Tracks.Of(requests, errors), Tracks.Of(400)).Verdict.ToString().Should().Be(verdict);

    [Theory]
    [InlineData(0.05, 0.05, "Successful")]
    [InlineData(0.06, 0.055, "Successful")]
    [InlineData(0.10, 0.05, "Failed")]
    [InlineData(0.01, 0.05, "Successful")]
    public void Of_BothHaveErrors_ComparesThem(double share, double other, string verdict) =>
        Tracks.Judge(Tracks.Of(1000, 1000 * share), Tracks.Of(3000, 3000 * other)).Verdict.ToString().Should().Be(verdict);

    [Theory]
    [InlineData(0.050, "Successful")]
    [InlineData(0.070, "Successful")]
    [InlineData(0.150, "Failed")]
    public void Of_Latency_MayBeSoManyTimesTheBaselines(double seconds, string verdict) =>
        Tracks.Judge(Tracks.Of(100, latency: seconds), Tracks.Of(300, latency: 0.05)).Verdict.ToString().Should().Be(verdict);

    [Fact]
    public void Of_FewSlowRequests_AreNoP95()
    {
        var fewSlow = Tracks.Of(100, 0, number => number < 4 ? 5 : 0.05);

        Tracks.Judge(fewSlow, Tracks.Of(300, latency: 0.05)).Verdict.Should().Be(Verdict.Successful);
    }

    [Fact]
    public void Of_ARestart_FailsWithoutAnyTraffic()
    {
        var judgement = Tracks.Judge(Tracks.Of(0, restarts: 1), Tracks.Of(0));

        judgement.Verdict.Should().Be(Verdict.Failed);
        judgement.Message.Should().Be("restarts: 1 restarts of 1 instances, 0 allowed");
    }

    [Fact]
    public void Of_NoBaseline_IsInconclusiveUnlessThereAreLimits()
    {
        var limited = Tracks.Policy with { MaxErrorRate = 0.02, MaxLatency = TimeSpan.FromSeconds(1) };

        Tracks.Judge(Tracks.Of(500), null).Should().Match<Judgement>(judgement =>
            judgement.Verdict == Verdict.Inconclusive && judgement.Message.Contains("there is nothing to compare with"));
        Tracks.Judge(Tracks.Of(500), null, limited).Verdict.Should().Be(Verdict.Successful);
        Tracks.Judge(Tracks.Of(500, 50), null, limited).Verdict.Should().Be(Verdict.Failed);
        Tracks.Judge(Tracks.Of(500, 0, latency: 2), null, limited).Verdict.Should().Be(Verdict.Failed);
    }

    [Fact]
    public void Of_AnInstanceThatTellsNothing_IsNotJudgedByTheOthers()
    {
        var hung = Tracks.Of(200) with { Silent = ["api-canary-2"] };

        Tracks.Judge(hung, Tracks.Of(600)).Should().Match<Judgement>(judgement =>
            judgement.Verdict == Verdict.Inconclusive
            && judgement.Message == "silent-instances: 1 of 2 instances told nothing: api-canary-2");
        Tracks.Judge(Tracks.Of(200), Tracks.Of(600) with { Silent = ["api-stable-2"] }).Verdict.Should().Be(Verdict.Successful);
        Tracks.Judge(hung with { ServerErrors = 50 }, Tracks.Of(600)).Verdict.Should().Be(Verdict.Failed, "what is bad is bad");
    }

    [Fact]
    public void Of_BothMeasured_KeepsTheirFigures()
    {
        var judgement = Tracks.Judge(
            Tracks.Of(200, 3, latency: 0.05) with { CpuUtilization = 0.123456, MemoryAvailable = 1e9 }, Tracks.Of(600));

        judgement.Candidate.Should().BeEquivalentTo(new
        {
            Instances = 1,
            RequestsPerSecond = 3.3333,
            ErrorRate = 0.015,
            CpuUtilization = 0.1235,
            MemoryAvailable = 1e9,
            Restarts = 0,
        });
        judgement.Candidate!.P50.Should().BeInRange(0.04, 0.06);
        judgement.Candidate.P95.Should().BeInRange(0.04, 0.06).And.BeLessThanOrEqualTo(judgement.Candidate.P99!.Value);
        judgement.Baseline!.RequestsPerSecond.Should().Be(10);
    }

    [Fact]
    public void Of_NothingMeasured_IsInconclusiveAndSaysWhy() =>
        Tracks.Judge(null, null).Should().Match<Judgement>(judgement =>
            judgement.Verdict == Verdict.Inconclusive && judgement.Message == "nobody answers");

    [Fact]
    public void Of_Failure_SaysItInFigures() =>
        Tracks.Judge(Tracks.Of(200, 10), Tracks.Of(600, 3)).Message.Should().Be(
            "error-rate: 5xx 5.0 % of 200 requests against 0.5 % of 600 requests: at least 2.1 points more, 1.0 points allowed");
}
