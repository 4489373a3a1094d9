using Deployer.Analysis;
using Deployer.Rollouts;
using Tests.Analysis;

namespace Tests.Rollouts;

public sealed class JudgingTests
{
    private readonly TrackModel _track = new();

    public JudgingTests() => _track.Policy = _track.Policy with
    {
        Analysis = Tracks.Policy,
        Promotion = new PromotionPolicy(false, TimeSpan.Zero, 0, TimeSpan.FromDays(1), RequireVerdict: false, []),
    };

    [Fact]
    public void Decide_EveryInstanceAvailable_BeginsAnAnalysis()
    {
        _track.Succeed("a", TrackModel.One);

        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
        _track.Latest.Analysis!.Verdict.Should().Be(Verdict.Inconclusive);
        _track.Wish().Should().BeNull("the interval is not over");
        _track.After(Tracks.Policy.Interval).Wish().Should().BeEquivalentTo(
            new { Release = new { Digest = TrackModel.One }, Window = Tracks.Policy.Interval, BesidePartner = true });
    }

    [Fact]
    public void Decide_WorseThanStable_GoesBackToTheLastGoodReleaseAndSaysWhyInFigures()
    {
        _track.Succeed("a", TrackModel.One).Succeed("b", TrackModel.Two);

        _track.After(Tracks.Policy.Interval).Measured(Tracks.Of(200, 20), Tracks.Of(600)).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Latest.Message.Should().Be("analysis failed: error-rate: 5xx 10.0 % of 200 requests against 0.0 % of 600 requests: " +
            "at least 6.7 points more, 1.0 points allowed");
        _track.Rolls.Last().Digest.Should().Be(TrackModel.One);
        _track.Latest.Analysis!.Judgements.Should().ContainSingle("every measurement is kept with the rollout")
            .Which.Candidate!.ErrorRate.Should().Be(0.1);

        _track.Measured(null).Rolled(3, 0).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RolledBack);
        _track.Recorded["b"].Analysis!.Verdict.Should().Be(Verdict.Failed);
    }

    [Fact]
    public void Decide_WorseAndNothingToGoBackTo_ScalesToZero()
    {
        _track.Succeed("a", TrackModel.One).After(Tracks.Policy.Interval).Measured(Tracks.Of(200, 20), Tracks.Of(600)).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.ScaledToZero.Should().BeTrue();
    }

    [Fact]
    public void Decide_Silence_NeitherPromotesNorGoesBack()
    {
        _track.Succeed("a", TrackModel.One);
        for (var pass = 0; pass < 100; pass++)
        {
            _track.After(Tracks.Policy.Interval).Measured(Tracks.Of(0), Tracks.Of(0)).Pass();
        }

        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
        _track.Latest.Analysis!.Verdict.Should().Be(Verdict.Inconclusive);
        _track.Latest.Analysis.Message.Should().Contain("0 requests, 50 are needed");
        _track.Status.HasPassed(TrackModel.One).Should().BeFalse();
    }

    [Fact]
    public void Decide_AsGoodAsStable_HasPassedAndIsProven()
    {
        Pass("a", TrackModel.One);

        _track.Latest.Analysis!.Verdict.Should().Be(Verdict.Successful);
        _track.Status.HasPassed(TrackModel.One).Should().BeTrue();
        _track.Recorded["a"].Analysis!.Judgements.Should().HaveCount(Tracks.Policy.Count);
    }

    [Fact]
    public void Decide_FailsAfterOneThatWasNeverJudged_GoesBackToOneThatPassed()
    {
        Pass("a", TrackModel.One);
        var third = Deployer.Images.Digest.Parse("sha256:" + new string('3', 64));
        _track.Measured(null).Succeed("b", TrackModel.Two).Ask("c", third).Pass().Rolled(0, 3).Fault().Pass();

        _track.Rolls.Last().Digest.Should().Be(TrackModel.One);
    }

    [Fact]
    public void Decide_TurnsBadAfterTheVerdict_GoesBackStill()
    {
        Pass("a", TrackModel.One);
        Pass("b", TrackModel.Two);

        _track.After(TimeSpan.FromMinutes(2)).Measured(Tracks.Of(200, 20), Tracks.Of(600)).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Status.HasPassed(TrackModel.Two).Should().BeFalse();
    }

    [Fact]
    public void Decide_GoingBackFailsToo_HasFailedAndWhatFailedIsGoodNoLonger()
    {
        _track.Succeed("a", TrackModel.One).Succeed("b", TrackModel.Two);
        _track.After(Tracks.Policy.Interval).Measured(Tracks.Of(200, 20), Tracks.Of(600)).Pass().Measured(null);

        _track.Rolled(0, 3).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.Latest.Message.Should().Contain("analysis failed").And.Contain("failed too").And.Contain("CrashLoopBackOff");
        _track.Status.Good.Should().BeEmpty();
        _track.ScaledToZero.Should().BeTrue();
    }

    [Fact]
    public void Decide_TrackWithNothingBesideIt_IsComparedWithWhatItDidBefore()
    {
        _track.Policy = _track.Policy with { Promotion = null, ScaleToZero = false };
        _track.Before = Tracks.Of(600);
        _track.Succeed("a", TrackModel.One).Succeed("b", TrackModel.Two).After(Tracks.Policy.Interval);

        _track.Wish()!.BesidePartner.Should().BeFalse();
        _track.Measured(Tracks.Of(200, 20)).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Latest.Message.Should().Contain("against 0.0 % of 600 requests");
    }

    [Fact]
    public void Decide_BroughtBackByHand_IsNotJudged()
    {
        _track.Kind = RequestKind.RollBack;
        _track.Succeed("a", TrackModel.One);

        _track.Latest.Analysis.Should().BeNull();
    }

    private void Pass(string id, Deployer.Images.Digest digest)
    {
        _track.Measured(null).Succeed(id, digest);
        for (var pass = 0; pass < Tracks.Policy.Count; pass++)
        {
            _track.After(Tracks.Policy.Interval).Measured(Tracks.Of(200), Tracks.Of(600)).Pass();
        }
    }
}
