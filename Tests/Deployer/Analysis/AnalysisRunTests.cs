using Deployer.Analysis;

namespace Tests.Analysis;

public class AnalysisRunTests
{
    private static readonly AnalysisPolicy Policy = Tracks.Policy with { FailureLimit = 1 };

    [Fact]
    public void With_AsManySuccessesAsNeeded_IsSuccessful()
    {
        var run = Run(Verdict.Successful, Verdict.Inconclusive, Verdict.Successful);

        run.Verdict.Should().Be(Verdict.Inconclusive);
        run.Message.Should().StartWith("2 of 3 measurements were successful");
        Judged(run, Verdict.Successful, 4).Verdict.Should().Be(Verdict.Successful);
    }

    [Fact]
    public void With_MoreFailuresThanForgiven_HasFailedForGood()
    {
        var run = Run(Verdict.Failed, Verdict.Successful);
        run.Verdict.Should().Be(Verdict.Inconclusive);

        run = Judged(run, Verdict.Failed, 3);

        run.Verdict.Should().Be(Verdict.Failed);
        Judged(run, Verdict.Successful, 4).Should().BeSameAs(run);
    }

    [Fact]
    public void With_FailuresAfterSuccess_FailsStill()
    {
        var run = Run(Verdict.Successful, Verdict.Successful, Verdict.Successful);

        Judged(run, Verdict.Successful, 4).Should().BeSameAs(run, "it has said so");
        Judged(Judged(run, Verdict.Failed, 5), Verdict.Failed, 6).Verdict.Should().Be(Verdict.Failed);
    }

    [Fact]
    public void With_TheSameSilenceAgain_StaysAsItIs()
    {
        var run = Run(Verdict.Inconclusive);

        Judged(run, Verdict.Inconclusive, 2).Should().BeSameAs(run);
    }

    [Fact]
    public void With_TooLittleTraffic_IsWrittenDownNowAndThen()
    {
        var run = AnalysisRun.Start(Policy, Tracks.Start);
        var kept = 0;
        for (var second = 1; second <= 120; second++)
        {
            var next = run.With(
                Tracks.Judge(Tracks.Of(second / 3), Tracks.Of(second)) with { At = Tracks.Start.AddSeconds(second) }, Policy);
            kept += ReferenceEquals(next, run) ? 0 : 1;
            run = next;
        }

        kept.Should().BeLessThanOrEqualTo(5);
        run.Message.Should().Contain("30 requests, 50 are needed", "it is no older than half a minute");
    }

    [Fact]
    public void With_ManyJudgements_KeepsTheNewest()
    {
        var policy = Policy with { Count = 1000 };
        var run = AnalysisRun.Start(policy, Tracks.Start);
        for (var pass = 1; pass <= AnalysisRun.MaxJudgements + 5; pass++)
        {
            run = run.With(new Judgement(Tracks.Start.AddSeconds(pass), Verdict.Successful, [], ""), policy);
        }

        run.Judgements.Should().HaveCount(AnalysisRun.MaxJudgements);
        run.Successes.Should().Be(AnalysisRun.MaxJudgements + 5);
    }

    [Fact]
    public void WindowAt_YoungRun_ReachesToItsStart()
    {
        var run = AnalysisRun.Start(Policy, Tracks.Start);

        run.WindowAt(Policy, Tracks.Start.AddSeconds(7)).Should().Be(TimeSpan.FromSeconds(7));
        run.WindowAt(Policy, Tracks.Start.AddHours(1)).Should().Be(Policy.Window);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    [InlineData(86_400, 1441)]
    public void DoubtAt_EveryWindow_SpendsLess(int seconds, double window) =>
        AnalysisRun.Start(Policy, Tracks.Start).DoubtAt(Policy, Tracks.Start.AddSeconds(seconds))
            .Should().BeApproximately(Shares.Doubt / (window * window), 1e-15);

    private static AnalysisRun Run(params Verdict[] verdicts) => verdicts
        .Select((verdict, index) => (verdict, index))
        .Aggregate(AnalysisRun.Start(Policy, Tracks.Start), (run, next) => Judged(run, next.verdict, next.index + 1));

    private static AnalysisRun Judged(AnalysisRun run, Verdict verdict, int pass) =>
        run.With(new Judgement(Tracks.Start + (pass * Policy.Interval), verdict, [], "so"), Policy);
}
