using Deployer.Analysis;
using Deployer.Rollouts;
using Tests.Analysis;

namespace Tests.Rollouts;

public sealed class ShareGuardTests
{
    [Theory]
    [InlineData(0, 0.25, 0)]
    [InlineData(1, 0.25, 3)]
    [InlineData(2, 0.25, 6)]
    [InlineData(1, 0.5, 1)]
    [InlineData(1, 0.1, 9)]
    [InlineData(3, 0.3, 7)]
    [InlineData(5, 1, 0)]
    public void Floor_Canaries_IsTheFewestThatKeepTheShare(int canaries, double share, int floor) =>
        ShareGuard.Floor(canaries, share).Should().Be(floor);

    /// <summary>At every size of stable and canary: the share holds, and one instance less would break it.</summary>
    [Fact]
    public void Floor_EverySize_KeepsTheShareAndNoMoreThanThat()
    {
        foreach (var canaries in Enumerable.Range(1, 10))
        {
            foreach (var percent in Enumerable.Range(1, 100))
            {
                var (share, floor) = (percent / 100.0, ShareGuard.Floor(canaries, percent / 100.0));
                ((double)canaries / (canaries + floor)).Should().BeLessThanOrEqualTo(share + 1e-9);
                if (floor > 0)
                {
                    ((double)canaries / (canaries + floor - 1)).Should().BeGreaterThan(share);
                }
            }
        }
    }

    /// <summary>A stable that its load scales anywhere from 1 to 10 while a canary is judged beside it.</summary>
    [Fact]
    public void FloorFor_StableOfAnySize_TheCanaryNeverTakesMoreThanItsShare()
    {
        const double MaxShare = 0.25;
        foreach (var scaled in Enumerable.Range(1, 10))
        {
            var track = Model();
            track.Partner = track.Partner! with { Ready = scaled };
            track.Ask("a", TrackModel.One);
            var size = scaled;
            for (var pass = 0; pass < 10; pass++)
            {
                track.Pass();
                var floor = ShareGuard.FloorFor(track.Status, wanted: 1, MaxShare, track.Policy) ?? 0;
                size = Math.Max(size, floor);
                if (track.Rolls.Count > 0)
                {
                    (1.0 / (1 + track.Partner!.Ready)).Should().BeLessThanOrEqualTo(MaxShare, "stable had {0} by load", scaled);
                    track.Rolled(3, 0);
                }

                track.Partner = track.Partner! with { Ready = size };
                track.After(TimeSpan.FromSeconds(1));
            }

            track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
        }
    }

    [Fact]
    public void Decide_StableDoesNotComeToItsFloor_FailsAndSaysSo()
    {
        var track = Model();
        track.Ask("a", TrackModel.One).Pass();
        track.Rolls.Should().BeEmpty();
        track.Latest.Message.Should().Contain("bringing");

        track.After(track.Policy.ProgressDeadline).Pass();

        track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        track.Latest.Message.Should().Contain("api/stable has 1 of the 3 ready instances");
    }

    /// <summary>What it was to replace was never good either; a crash before the track was emptied must not leave it there.</summary>
    [Fact]
    public void Decide_FailsBeforeItWasRolledAndCrashes_EmptiesTheTrackOnce()
    {
        var track = Model().ByHand(TrackModel.Two);
        track.Ask("a", TrackModel.One).Pass().After(track.Policy.ProgressDeadline);
        track.Status = track.Decide().Status;
        track.Latest.Phase.Should().Be(RolloutPhase.Failed);

        track.Pass().ScaledToZero.Should().BeTrue();

        var again = Model();
        again.Status = track.Status;
        again.Pass().ByHand(TrackModel.Two).Pass();
        again.ScaledToZero.Should().BeFalse("it was seen empty, so a hand has put that there");
    }

    [Fact]
    public void FloorToBegin_NothingIsJudged_IsNone()
    {
        var policy = Model().Policy;

        ShareGuard.FloorToBegin(0, 0.25, policy).Should().Be(3);
        ShareGuard.FloorToBegin(0, 0.25, policy with { Analysis = null }).Should().Be(0);
        ShareGuard.FloorToBegin(0, 0.25, policy with { Promotion = null }).Should().Be(0);
    }

    /// <summary>As a manifest first brings it, by its tag alone and beside a single stable.</summary>
    [Fact]
    public void Decide_CanaryRunsAlready_ItsNextReleaseWaitsForStableToo()
    {
        var track = Model().ByTag("api:canary");
        track.Ask("a", TrackModel.One).Pass();
        track.Rolls.Should().BeEmpty();

        track.Partner = track.Partner! with { Ready = 3 };
        track.Pass();

        track.Rolls.Should().ContainSingle().Which.Digest.Should().Be(TrackModel.One);
    }

    [Fact]
    public void Decide_BroughtBackByHand_RollsBesideAStableOfAnySize()
    {
        var track = Model().ByTag("api:canary");
        track.Kind = RequestKind.RollBack;

        track.Ask("a", TrackModel.One).Pass();

        track.Rolls.Should().ContainSingle().Which.Digest.Should().Be(TrackModel.One);
    }

    [Fact]
    public void IsJudged_FromTheStartUntilStableRunsIt_AndNoLonger()
    {
        var track = Model();
        track.Partner = track.Partner! with { Ready = 3 };
        ShareGuard.IsJudged(track.Status, track.Policy).Should().BeFalse();
        track.Ask("a", TrackModel.One).Pass();
        ShareGuard.IsJudged(track.Status, track.Policy).Should().BeTrue();
        track.Rolled(3, 0).Pass();
        ShareGuard.IsJudged(track.Status, track.Policy).Should().BeTrue();

        for (var pass = 0; pass < Tracks.Policy.Count; pass++)
        {
            track.After(Tracks.Policy.Interval).Measured(Tracks.Of(200), Tracks.Of(600)).Pass();
        }

        track.Latest.Analysis!.Verdict.Should().Be(Verdict.Successful);
        ShareGuard.IsJudged(track.Status, track.Policy).Should().BeTrue("it is measured on, and may turn bad still");
        track.Turn(HandAction.Promote);
        track.Pass();
        ShareGuard.IsJudged(track.Status, track.Policy).Should().BeTrue("it is on its way to stable");

        var promoted = track.Latest with { Promotion = track.Latest.Promotion! with { State = PromotionState.Promoted } };
        ShareGuard.IsJudged(track.Status with { Latest = promoted }, track.Policy).Should().BeFalse();
    }

    [Fact]
    public void FloorFor_ChangedByHand_IsGivenBack()
    {
        var track = Model();
        track.Partner = track.Partner! with { Ready = 3 };
        track.Succeed("a", TrackModel.One);
        ShareGuard.FloorFor(track.Status, wanted: 1, 0.25, track.Policy).Should().Be(3);

        track.ByHand(TrackModel.Two).Pass();

        ShareGuard.FloorFor(track.Status, wanted: 1, 0.25, track.Policy).Should().BeNull();
    }

    private static TrackModel Model()
    {
        var track = new TrackModel
        {
            Floor = 3,
            Partner = new Partner(
                new TrackKey("api", "stable"), Deployer.Images.ImageReference.Parse("api:stable"), TrackRecord.Empty, Ready: 1),
        };
        track.Policy = track.Policy with
        {
            Analysis = Tracks.Policy,
            Promotion = new PromotionPolicy(false, TimeSpan.Zero, 0, TimeSpan.FromDays(1), RequireVerdict: false, []),
        };
        return track;
    }
}
