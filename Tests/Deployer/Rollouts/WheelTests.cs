using Deployer.Images;
using Deployer.Rollouts;

namespace Tests.Rollouts;

public sealed class WheelTests
{
    private readonly TrackModel _track = new();

    [Fact]
    public void Turn_PauseTwice_IsOnce()
    {
        _track.Turn(HandAction.Pause).Should().BeOfType<HandOutcome.Changed>();

        _track.Turn(HandAction.Pause, "bob").Should().BeOfType<HandOutcome.Unchanged>()
            .Which.Message.Should().Be("api/canary is paused already, by ann (because).");
    }

    [Fact]
    public void Decide_Paused_TakesNothingUpUntilItIsResumed()
    {
        _track.Turn(HandAction.Pause);
        _track.Ask("a", TrackModel.One).Pass();
        _track.Status.Latest.Should().BeNull();
        _track.Status.Waiting.Should().Be("paused by ann (because)");

        _track.Turn(HandAction.Resume);
        _track.Pass();

        _track.Latest.Id.Should().Be("a");
    }

    [Fact]
    public void Decide_PausedButBad_GoesBackStill()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass();
        _track.Turn(HandAction.Pause);

        _track.Rolled(0, 3).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Latest.Hands.Should().ContainSingle().Which.Should().BeEquivalentTo(new { By = "ann", Why = "because", Action = HandAction.Pause });
    }

    [Fact]
    public void Decide_HeldLongerThanTheRegistryIsAsked_AsksItForThatLongStill()
    {
        _track.Turn(HandAction.Pause);
        _track.Ask("a", new Resolution.Unavailable("no answer")).Pass().After(TimeSpan.FromDays(3)).Pass();
        _track.Turn(HandAction.Resume);

        _track.Pass();

        _track.Status.Refused.Should().BeNull();
        _track.Status.Waiting.Should().Be("no answer");
    }

    [Fact]
    public void Turn_AbortWhileRolling_GoesBack()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass();

        _track.Turn(HandAction.Abort, "ann", "wrong branch").Should().BeOfType<HandOutcome.Changed>();
        _track.Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Latest.Message.Should().Be("aborted by ann (wrong branch)");
        _track.Rolls.Last().Digest.Should().Be(TrackModel.One);
        _track.Turn(HandAction.Abort).Should().BeOfType<HandOutcome.Unchanged>();
    }

    [Fact]
    public void Turn_AbortTheFirstRelease_ScalesToZeroEvenWithoutRollback()
    {
        _track.Policy = _track.Policy with { RollBack = false };
        _track.Ask("a", TrackModel.One).Pass();

        _track.Turn(HandAction.Abort);
        _track.Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.ScaledToZero.Should().BeTrue();
    }

    [Fact]
    public void Turn_AbortAWaitingRequest_DropsItAndNothingElse()
    {
        _track.Succeed("a", TrackModel.One);
        _track.Turn(HandAction.Pause);
        _track.Ask("b", TrackModel.Two).Pass();

        _track.Turn(HandAction.Abort).Should().BeOfType<HandOutcome.Changed>();
        _track.Turn(HandAction.Resume);
        _track.Pass();

        _track.Latest.Id.Should().Be("a");
        _track.Status.Refused!.Message.Should().Be("aborted by ann (because)");
        _track.Rolls.Should().ContainSingle();
    }

    [Fact]
    public void Turn_WhatThePhaseDoesNotAllow_IsRefused()
    {
        Refused(HandAction.Abort).Should().Contain("nothing to abort");
        Refused(HandAction.Promote).Should().Contain("not a track that is promoted from");
        _track.Succeed("a", TrackModel.One);
        Refused(HandAction.Abort).Should().Contain("roll back to another release");
        Promoted();
        _track.Ask("b", TrackModel.Two).Pass();
        Refused(HandAction.Promote).Should().Contain("is Progressing");
    }

    [Fact]
    public void RollBack_ToARelease_IsAllowedUnlessItRunsOrThereIsNoSuchOne()
    {
        _track.Succeed("a", TrackModel.One);
        var past = _track.Latest with { Digest = TrackModel.Two };

        RollBack(past).Should().BeOfType<HandOutcome.Changed>();
        RollBack(_track.Latest).Should().BeOfType<HandOutcome.Unchanged>();
        RollBack(null).Should().BeOfType<HandOutcome.Refused>();
        RollBack(past with { Track = new TrackKey("other", "canary") }).Should().BeOfType<HandOutcome.Refused>();
        _track.Turn(HandAction.Pause);
        RollBack(past).Should().BeOfType<HandOutcome.Refused>();
    }

    [Theory]
    [InlineData("RolledBack")]
    [InlineData("RollingBack")]
    [InlineData("Failed")]
    [InlineData("Progressing")]
    [InlineData("Superseded")]
    public void RollBack_ToWhatHasNotSucceeded_IsRefused(string phase)
    {
        _track.Succeed("a", TrackModel.One);
        var past = _track.Latest with { Digest = TrackModel.Two, Phase = Enum.Parse<RolloutPhase>(phase) };

        RollBack(past).Should().BeOfType<HandOutcome.Refused>().Which.Message.Should().Be(
            $"Rollout 'x' of api/canary is {phase}, so there is nothing to go back to: push it anew, or promote it.");
    }

    [Fact]
    public void RollBack_ToAReleaseOfTheOtherTrack_IsRefusedAndNamesPromote()
    {
        _track.Succeed("a", TrackModel.One);

        Wheel.RollBack(new TrackKey("api", "stable"), TrackRecord.Empty, _track.Latest, "a").Should().BeOfType<HandOutcome.Refused>()
            .Which.Message.Should().Be(
                "Rollout 'a' is one of api/canary, and api/stable goes back to nothing but its own; promote brings a canary's to stable.");
    }

    /// <summary>While the registry is slow each asking again would begin its patience anew.</summary>
    [Fact]
    public void RollBack_AskedAgainWhileTheFirstWaits_IsUnchangedAndNamesIt()
    {
        var past = _track.Succeed("a", TrackModel.One).Latest;
        _track.Succeed("b", TrackModel.Two);
        _track.Kind = RequestKind.RollBack;
        _track.Ask("c", TrackModel.One);

        RollBack(past).Should().BeOfType<HandOutcome.Unchanged>().Which.Rollout.Should().Be("c");
        RollBack(past with { Digest = TrackModel.Two }).Should().BeOfType<HandOutcome.Changed>("it is another release");
        _track.Pass();
        RollBack(past).Should().BeOfType<HandOutcome.Unchanged>().Which.Rollout.Should().Be("c");
    }

    [Fact]
    public void Decide_BroughtBackByHandWhileItGoesBack_IsARolloutOfItsOwn()
    {
        _track.Succeed("a", TrackModel.Two).Succeed("b", TrackModel.One).Succeed("c", TrackModel.Two).Fault().Pass();
        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Kind = RequestKind.RollBack;

        _track.Ask("d", TrackModel.Two).Pass();

        _track.Latest.Id.Should().Be("d");
        _track.Latest.Phase.Should().Be(RolloutPhase.Progressing);
        _track.Recorded["c"].Phase.Should().Be(RolloutPhase.Superseded);
        _track.Rolled(3, 0).Pass().Latest.Phase.Should().Be(RolloutPhase.Succeeded);
    }

    [Fact]
    public void Decide_AskedForByHandWhatIsOnItsWay_KeepsWhoAsked()
    {
        _track.Ask("a", TrackModel.One).Pass();
        _track.Kind = RequestKind.RollBack;

        _track.Ask("b", TrackModel.One).Pass();

        _track.Latest.Requests.Should().Equal("a", "b");
        _track.Latest.Hands.Should().ContainSingle().Which.By.Should().Be("ann");
    }

    /// <summary>Whose answer got lost asks again, and means the same.</summary>
    [Fact]
    public void Turn_AbortAWaitingRequestTwice_LeavesWhatRuns()
    {
        Promoted();
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two);
        _track.Turn(HandAction.Abort).Should().BeOfType<HandOutcome.Changed>();

        _track.Turn(HandAction.Abort).Should().BeOfType<HandOutcome.Unchanged>()
            .Which.Message.Should().Be("Request b of api/canary is aborted already. To abort rollout a, name it.");
        _track.Turn(HandAction.Abort, rollout: "b").Should().BeOfType<HandOutcome.Unchanged>();
        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);

        _track.Turn(HandAction.Abort, rollout: "a").Should().BeOfType<HandOutcome.Changed>();
        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
    }

    [Fact]
    public void Turn_AbortByName_IsThatAndNothingElse()
    {
        Promoted();
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two);

        _track.Turn(HandAction.Abort, rollout: "c").Should().BeOfType<HandOutcome.Refused>()
            .Which.Message.Should().Be("Rollout 'c' is not what api/canary is at: that is b.");
        _track.Turn(HandAction.Abort, rollout: "a").Should().BeOfType<HandOutcome.Changed>();

        _track.Record.Unanswered!.Id.Should().Be("b");
        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.Turn(HandAction.Abort, rollout: "b").Should().BeOfType<HandOutcome.Changed>();
        _track.Record.Unanswered.Should().BeNull();
    }

    [Fact]
    public void Decide_StableRequiresACanaryThatPassed_WaitsForIt()
    {
        _track.Policy = _track.Policy with { RequireCanary = true };
        _track.Partner = Canary(TrackStatus.Empty);
        _track.ByHand(TrackModel.Two).Ask("a", TrackModel.One).Pass();
        _track.Status.Waiting.Should().Contain("has not passed on api/canary");
        _track.Status.Latest.Should().BeNull();

        var passed = new GoodRelease(new Release(ImageReference.Parse("api:canary"), TrackModel.One), "c", _track.Now, PassedAt: _track.Now);
        _track.Partner = Canary(TrackStatus.Empty with { Good = [passed] });
        _track.Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Progressing);
    }

    /// <summary>Beside an empty stable no canary ever passes, and no stable ever came to be.</summary>
    [Fact]
    public void Decide_StableRequiresACanaryAndRunsNothingYet_TakesItsFirstReleaseUp()
    {
        _track.Policy = _track.Policy with { RequireCanary = true };
        _track.Partner = Canary(TrackStatus.Empty);

        _track.Succeed("a", TrackModel.One).Latest.Phase.Should().Be(RolloutPhase.Succeeded);

        _track.Ask("b", TrackModel.Two).Pass();
        _track.Latest.Id.Should().Be("a");
        _track.Status.Waiting.Should().Contain("has not passed on api/canary");
    }

    [Fact]
    public void Decide_PromotionOfWhatHasFailedSince_IsRefused()
    {
        _track.Kind = RequestKind.Promotion;
        var failed = new Rollout(
            "c", new TrackKey("api", "canary"), ["c"], "test", ImageReference.Parse("api:canary"), TrackModel.One, null,
            RolloutPhase.RolledBack, default, null, _track.Now, _track.Now, _track.Now, null, "analysis failed");
        _track.Partner = Canary(TrackStatus.Empty with { Latest = failed });

        _track.Ask("a", TrackModel.One).Pass();

        _track.Status.Latest.Should().BeNull();
        _track.Status.Refused!.Message.Should().Be("it has failed on api/canary since: analysis failed");
    }

    [Fact]
    public void Decide_PromotedContent_IsNotWhatTheTagMeans()
    {
        _track.Succeed("a", TrackModel.One);
        _track.Kind = RequestKind.Promotion;

        _track.Succeed("b", TrackModel.Two);

        _track.Status.TagMeant.Should().Be(TrackModel.One, "else the poll would take the tag for a push of which nobody told");
    }

    private static Partner Canary(TrackStatus status) => new(
        new TrackKey("api", "canary"), ImageReference.Parse("api:canary"), new TrackRecord(null, status), Ready: 1);

    private void Promoted() => _track.Policy = _track.Policy with
    {
        Promotion = new PromotionPolicy(false, TimeSpan.Zero, 0, TimeSpan.FromDays(1), RequireVerdict: false, []),
    };

    private HandOutcome RollBack(Rollout? past) => Wheel.RollBack(TrackModel.Key, _track.Record, past, "x");

    private string Refused(HandAction action) => _track.Turn(action).Should().BeOfType<HandOutcome.Refused>().Subject.Message;
}
