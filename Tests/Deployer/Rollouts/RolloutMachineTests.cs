using Deployer.Rollouts;

namespace Tests.Rollouts;

public sealed class RolloutMachineTests
{
    private readonly TrackModel _track = new();

    [Fact]
    public void Decide_NothingAskedFor_DoesNothing()
    {
        var decision = _track.Decide();

        decision.Actions.Should().BeEmpty();
        decision.LookAgainAfter.Should().BeNull();
    }

    [Fact]
    public void Decide_RequestResolved_RollsAndRecords()
    {
        _track.Ask("a", TrackModel.One);

        var decision = _track.Decide();

        decision.Actions.OfType<RolloutAction.Roll>().Should().ContainSingle()
            .Which.Release.Digest.Should().Be(TrackModel.One);
        decision.Status.Latest!.Phase.Should().Be(RolloutPhase.Progressing);
        decision.Status.Answered.Should().Be("a");
    }

    [Fact]
    public void Decide_EveryInstanceAvailable_Succeeds()
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(available: 3, outdated: 0).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
        _track.Status.Good.Should().ContainSingle().Which.RolloutId.Should().Be("a");
        _track.Latest.FinishedAt.Should().Be(_track.Now);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void Decide_NotAllNewOrNotAllOldGone_GoesOn(int available, int outdated)
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(available, outdated).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Progressing);
    }

    [Fact]
    public void Decide_SameDigestWhileRolling_JoinsTheRollout()
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(1, 2).Ask("b", TrackModel.One).Pass();

        _track.Latest.Id.Should().Be("a");
        _track.Latest.Requests.Should().Equal("a", "b");
        _track.Rolls.Should().ContainSingle();
    }

    [Fact]
    public void Decide_SameDigestAfterSuccess_JoinsTheRollout()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.One).Pass();

        _track.Latest.Id.Should().Be("a");
        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
        _track.Rolls.Should().ContainSingle();
    }

    [Fact]
    public void Decide_NewerDigestWhileRolling_SupersedesAndRollsTheNewer()
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(1, 2).Ask("b", TrackModel.Two).Pass();

        _track.Latest.Id.Should().Be("b");
        _track.Recorded["a"].Phase.Should().Be(RolloutPhase.Superseded);
        _track.Rolls.Last().Digest.Should().Be(TrackModel.Two);
    }

    [Fact]
    public void Decide_OvertakenRequests_AreAnsweredByTheNewest()
    {
        _track.Ask("a", TrackModel.One).Ask("b", TrackModel.One).Ask("c", TrackModel.One).Pass();

        _track.Latest.Id.Should().Be("c");
        _track.Latest.Requests.Should().BeEquivalentTo("a", "b", "c");
    }

    [Fact]
    public void Decide_CrashLoop_GoesBackToTheLastGoodRelease()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass().Rolled(0, 3).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Rolls.Last().Digest.Should().Be(TrackModel.One);
        var found = _track.Now;

        _track.After(TimeSpan.FromMinutes(1)).Rolled(3, 0).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RolledBack);
        (_track.Latest.FailedAt, _track.Latest.FinishedAt).Should().Be((found, _track.Now));
        _track.Latest.Message.Should().Contain("CrashLoopBackOff").And.Contain(TrackModel.One.ToString());
        _track.Status.Good.Should().ContainSingle().Which.Release.Digest.Should().Be(TrackModel.One);
    }

    [Fact]
    public void Decide_FirstReleaseOfCanaryFails_ScalesToZero()
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(0, 0).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.Latest.FailedAt.Should().Be(_track.Now);
        _track.ScaledToZero.Should().BeTrue();
    }

    [Fact]
    public void Decide_FirstReleaseOfStableFails_LeavesItAsItIs()
    {
        _track.Policy = _track.Policy with { ScaleToZero = false };
        _track.Ask("a", TrackModel.One).Pass().Rolled(0, 0).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.Latest.Message.Should().Contain("no good release to go back to");
        _track.ScaledToZero.Should().BeFalse();
    }

    [Fact]
    public void Decide_CrashBeforeScaleToZeroWasDone_DecidesItAgain()
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(0, 0).Fault().Decide();
        _track.Pass();

        _track.Decide().Actions.Should().ContainItemsAssignableTo<RolloutAction.ScaleToZero>();
    }

    [Fact]
    public void Decide_RollbackSwitchedOff_FailsAndStays()
    {
        _track.Policy = _track.Policy with { RollBack = false };
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass().Rolled(0, 3).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.Rolls.Last().Digest.Should().Be(TrackModel.Two);
    }

    [Fact]
    public void Decide_NoProgressUntilTheDeadline_Fails()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass().Rolled(1, 2).Pass()
            .Unready().After(_track.Policy.ProgressDeadline).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Latest.Message.Should().Contain("progress deadline exceeded").And.EndWith("; api-2: NotReady: runs for 60 s");
    }

    [Fact]
    public void Decide_NobodyWatchedMeanwhile_DoesNotCountAsTimeWithoutProgress()
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(1, 2).Pass().After(_track.Policy.ProgressDeadline * 2);
        _track.WatchedSince = _track.Now;

        _track.Pass().Latest.Phase.Should().Be(RolloutPhase.Progressing);
        _track.After(_track.Policy.ProgressDeadline).Pass().Latest.Phase.Should().Be(RolloutPhase.Failed);
    }

    [Fact]
    public void Decide_FlappingInstance_DoesNotPutTheDeadlineOff()
    {
        var half = _track.Policy.ProgressDeadline / 2;
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass().Rolled(1, 2).Pass()
            .After(half).Rolled(0, 2).Pass().After(half / 2).Rolled(1, 2).Pass().After(half).Rolled(0, 2).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
    }

    [Fact]
    public void Decide_ProgressEachTime_PutsTheDeadlineOff()
    {
        var most = _track.Policy.ProgressDeadline * 0.9;
        _track.Ask("a", TrackModel.One).Pass().Rolled(0, 3).Pass().After(most).Rolled(1, 2).Pass()
            .After(most).Rolled(2, 1).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Progressing);
    }

    [Fact]
    public void Decide_RollbackDoesNotComplete_FailsWithBothReasons()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass().Rolled(0, 3).Fault().Pass()
            .Rolled(1, 2).Pass().After(_track.Policy.ProgressDeadline).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.Latest.Message.Should().Contain("CrashLoopBackOff").And.Contain("failed too");
    }

    [Fact]
    public void Decide_CrashLoopSoonAfterSuccess_GoesBack()
    {
        _track.Succeed("a", TrackModel.One).Succeed("b", TrackModel.Two)
            .After(_track.Policy.WatchAfterSuccess / 2).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.RollingBack);
        _track.Rolls.Last().Digest.Should().Be(TrackModel.One);
        _track.Status.Good.Should().NotContain(good => good.Release.Digest == TrackModel.Two);
    }

    [Fact]
    public void Decide_CrashLoopLongAfterSuccess_IsLeftAlone()
    {
        _track.Succeed("a", TrackModel.One).Succeed("b", TrackModel.Two)
            .After(_track.Policy.WatchAfterSuccess).Fault().Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
    }

    [Fact]
    public void Decide_NoSuchImage_IsRefusedAndTouchesNothing()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", new Resolution.Missing("there is no image")).Pass();

        _track.Latest.Id.Should().Be("a");
        _track.Recorded["b"].Phase.Should().Be(RolloutPhase.Failed);
        _track.Recorded["b"].Message.Should().Contain("there is no image");
        _track.Rolls.Should().ContainSingle();
    }

    [Fact]
    public void Decide_RegistryAway_WaitsAndTheRolloutUnderWayGoesOn()
    {
        _track.Ask("a", TrackModel.One).Pass().Rolled(1, 2)
            .Ask("b", new Resolution.Unavailable("no answer")).Pass().Rolled(3, 0).Pass();

        _track.Latest.Id.Should().Be("a");
        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
        _track.Status.Waiting.Should().Be("no answer");
    }

    [Fact]
    public void Decide_RegistryAwayUntilTheDeadline_Refuses()
    {
        _track.Ask("a", new Resolution.Unavailable("no answer")).Pass()
            .After(_track.Policy.ResolveDeadline).Pass();

        _track.Recorded["a"].Phase.Should().Be(RolloutPhase.Failed);
        _track.Status.Waiting.Should().BeNull();
    }

    [Fact]
    public void Decide_BadDigestAskedForAgainAfterTheRollback_IsTriedAgain()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass().Rolled(0, 3).Fault().Pass()
            .Rolled(3, 0).Pass().Ask("c", TrackModel.Two).Pass();

        _track.Latest.Id.Should().Be("c");
        _track.Latest.Phase.Should().Be(RolloutPhase.Progressing);
    }

    [Fact]
    public void Decide_CrashAfterTheStatusWasWritten_RollsStill()
    {
        _track.Ask("a", TrackModel.One);
        _track.Status = _track.Decide().Status;

        _track.Decide().Actions.OfType<RolloutAction.Roll>().Should().ContainSingle();
    }

    [Fact]
    public void Decide_TemplateChangedByHandWhileRolling_IsRespected()
    {
        _track.Succeed("a", TrackModel.One).Ask("b", TrackModel.Two).Pass().Rolled(1, 2).Pass()
            .ByHand(TrackModel.One).Pass().Pass();

        _track.Latest.Id.Should().Be("b");
        _track.Latest.Phase.Should().Be(RolloutPhase.Superseded);
        _track.Latest.Message.Should().Contain("by hand").And.Contain(TrackModel.One.ToString());
        _track.Rolls.Should().HaveCount(2);
    }

    [Fact]
    public void Decide_TemplateChangedByHandAfterSuccess_IsRecordedAsDrift()
    {
        _track.Succeed("a", TrackModel.One).Succeed("b", TrackModel.Two).ByHand(TrackModel.One).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Succeeded);
        _track.Status.Drift.Should().Contain(TrackModel.One.ToString());
        _track.Rolls.Should().HaveCount(2);
    }

    [Fact]
    public void Decide_SameDigestAskedForAfterDrift_IsRolledAgain()
    {
        _track.Succeed("a", TrackModel.One).Succeed("b", TrackModel.Two).ByHand(TrackModel.One).Pass()
            .Ask("c", TrackModel.Two).Pass();

        _track.Latest.Id.Should().Be("c");
        _track.Status.Drift.Should().BeNull();
        _track.Rolls.Last().Digest.Should().Be(TrackModel.Two);
    }
}
