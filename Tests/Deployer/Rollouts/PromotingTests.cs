using Deployer.Rollouts;

namespace Tests.Rollouts;

public sealed class PromotingTests : PromotionScenario
{
    [Fact]
    public void Decide_NobodyAskedForIt_Waits()
    {
        Judged();

        _track.After(TimeSpan.FromDays(30)).Pass();

        _track.Asks.Should().BeEmpty();
        _track.Latest.Promotion!.Message.Should().Be("nobody has asked for it");
    }

    [Fact]
    public void Decide_PromotedByHand_AsksStableForTheDigestOnce()
    {
        Judged();
        _track.Turn(HandAction.Promote, "ann").Should().BeOfType<HandOutcome.Changed>();

        _track.Pass();

        var ask = _track.Asks.Should().ContainSingle().Subject;
        ask.Track.Should().Be(Stable);
        ask.Request.Should().BeEquivalentTo(
            new { Id = "a-promotion-1", Image = StableImage, Digest = TrackModel.One, Kind = RequestKind.Promotion, Source = "promotion by ann" });
        _track.Latest.Promotion!.State.Should().Be(PromotionState.Asked);
        _track.Turn(HandAction.Promote, "bob").Should().BeOfType<HandOutcome.Unchanged>();
    }

    [Fact]
    public void Decide_CrashBeforeStableWasAsked_AsksAgain()
    {
        Judged();
        _track.Turn(HandAction.Promote);
        _track.Status = _track.Decide().Status;

        _track.Pass().Asks.Should().ContainSingle().Which.Request.Id.Should().Be("a-promotion-1");
    }

    [Fact]
    public void Decide_StableHasIt_IsPromotedAndAskedNoMore()
    {
        Judged();
        _track.Turn(HandAction.Promote);
        _track.Pass();
        StableAnswers(RolloutPhase.Progressing);
        _track.Pass().Latest.Promotion!.State.Should().Be(PromotionState.Asked);
        StableAnswers(RolloutPhase.Succeeded);

        _track.Pass().Pass();

        _track.Latest.Promotion!.State.Should().Be(PromotionState.Promoted);
        _track.Asks.Should().ContainSingle();
        _track.After(TimeSpan.FromHours(1)).Wish().Should().BeNull("both tracks run the same now");
    }

    [Fact]
    public void Decide_StableFails_IsNotTriedAgainByItselfButMayBeByHand()
    {
        Configure(automatic: true);
        Judged();
        _track.After(TimeSpan.FromMinutes(5)).Pass();
        StableAnswers(RolloutPhase.RolledBack);

        _track.Pass().After(TimeSpan.FromHours(1)).Pass();

        _track.Latest.Promotion!.State.Should().Be(PromotionState.Failed);
        _track.Asks.Should().ContainSingle();
        _track.Turn(HandAction.Promote);
        _track.Pass().Asks.Last().Request.Id.Should().Be("a-promotion-2");
    }

    [Fact]
    public void Decide_StableWasAskedForSomethingNewer_IsOvertaken()
    {
        Judged();
        _track.Turn(HandAction.Promote);
        _track.Status = _track.Decide().Status;
        _track.Partner = _track.Partner! with
        {
            Record = new TrackRecord(
                new DesiredRelease("newer", StableImage, null, _track.Now.AddSeconds(1), "dockerhub", null, []), TrackStatus.Empty),
        };

        _track.Pass();

        _track.Latest.Promotion!.State.Should().Be(PromotionState.Failed);
        _track.Latest.Promotion.Message.Should().Contain("overtaken by request newer");
        _track.Asks.Should().BeEmpty();
    }

    [Fact]
    public void Decide_Automatic_WaitsForTheVerdictAndTheSoakTime()
    {
        Configure(automatic: true);
        _track.Succeed("a", TrackModel.One).After(TimeSpan.FromHours(1)).Pass().Asks.Should().BeEmpty();
        _track.Latest.Promotion!.Message.Should().Be("no successful verdict yet");
        Measure();
        _track.Pass().Latest.Promotion!.Message.Should().StartWith("soaks until");

        _track.After(TimeSpan.FromMinutes(5)).Pass();

        _track.Asks.Should().ContainSingle().Which.Request.Source.Should().Be("promotion");
    }

    [Fact]
    public void Decide_SeveralMustApprove_WaitsForDifferentPeople()
    {
        Configure(automatic: true, approvals: 2);
        Judged();
        _track.After(TimeSpan.FromMinutes(10)).Pass().Asks.Should().BeEmpty();
        _track.Turn(HandAction.Promote, "ann");
        _track.Turn(HandAction.Promote, "ann").Should().BeOfType<HandOutcome.Unchanged>();
        _track.Pass().Latest.Promotion!.Message.Should().Be("1 of 2 approvals, by ann (because)");

        _track.Turn(HandAction.Promote, "bob");

        _track.Pass().Asks.Should().ContainSingle().Which.Request.Source.Should().Be("promotion by ann and bob");
    }

    [Fact]
    public void Decide_ApprovalsTooFarApart_BeginAnew()
    {
        Configure(automatic: false, approvals: 2);
        Judged();
        _track.Turn(HandAction.Promote, "ann");
        _track.Pass().After(TimeSpan.FromDays(1)).Pass();
        _track.Latest.Promotion!.Message.Should().StartWith("not promoted: too few approvals within 1.00:00:00");

        _track.Turn(HandAction.Promote, "bob");

        _track.Pass().Asks.Should().BeEmpty();
        _track.Latest.Promotion!.Approvals.Select(hand => hand.By).Should().Equal("bob");
    }

    [Fact]
    public void Decide_Frozen_WaitsUntilTheEnd()
    {
        var zone = TimeZoneInfo.Utc;
        Configure(automatic: false, freezes: [new FreezeWindow("always", [], TimeOnly.MinValue, TimeOnly.MinValue, zone)]);
        Judged();
        _track.Turn(HandAction.Promote);

        _track.Pass().Asks.Should().BeEmpty();
        _track.Latest.Promotion!.Message.Should().StartWith("frozen by 'always' until");
        Configure(automatic: false);
        _track.Pass().Asks.Should().ContainSingle();
    }

    [Fact]
    public void Turn_PromoteWithoutAVerdict_IsForPeopleToDecideUnlessOneIsRequired()
    {
        _track.Succeed("a", TrackModel.One);
        Configure(automatic: false, requireVerdict: true);
        _track.Turn(HandAction.Promote).Should().BeOfType<HandOutcome.Refused>()
            .Which.Message.Should().StartWith("Only what its analysis found successful can be promoted");

        Configure(automatic: false);
        _track.Turn(HandAction.Promote);

        _track.Pass().Asks.Should().ContainSingle();
    }

    [Fact]
    public void Decide_PausedAfterApproval_IsHeld()
    {
        Judged();
        _track.Turn(HandAction.Promote);
        _track.Turn(HandAction.Pause, "bob", "lunch");

        _track.Pass().Asks.Should().BeEmpty();
        _track.Latest.Promotion!.Message.Should().Be("paused by bob (lunch)");
        _track.Turn(HandAction.Resume);
        _track.Pass().Asks.Should().ContainSingle();
    }
}
