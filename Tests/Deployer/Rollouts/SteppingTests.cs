using Deployer.Images;
using Deployer.Rollouts;
using Tests.Analysis;

namespace Tests.Rollouts;

public sealed class SteppingTests
{
    private readonly TrackModel _track = new()
    {
        Partner = new Partner(
            new TrackKey("api", "stable"), ImageReference.Parse("api:stable"), TrackRecord.Empty, Ready: 6),
    };

    public SteppingTests() => _track.Policy = _track.Policy with
    {
        Analysis = Tracks.Policy,
        Promotion = new PromotionPolicy(true, TimeSpan.Zero, 0, TimeSpan.FromDays(1), RequireVerdict: false, []),
        Steps = [0.1, 0.25, 0.5],
    };

    [Theory]
    [InlineData(0, 0.5, 1)]
    [InlineData(3, 0.1, 1)]
    [InlineData(9, 0.1, 1)]
    [InlineData(3, 0.25, 1)]
    [InlineData(6, 0.25, 2)]
    [InlineData(10, 0.25, 3)]
    [InlineData(7, 0.3, 3)]
    [InlineData(4, 0.5, 4)]
    public void Count_Stable_IsTheMostThatKeepTheShareAndOneAtTheLeast(int stable, double weight, int canaries) =>
        Stepping.Count(stable, weight).Should().Be(canaries);

    [Fact]
    public void Decide_GoodAtEveryStep_TakesMoreAndMoreAndIsPromoted()
    {
        _track.Succeed("a", TrackModel.One);

        Step(instances: 1);
        Step(instances: 2);
        _track.Status.HasPassed(TrackModel.One).Should().BeFalse("there is a step to come");
        _track.Asks.Should().BeEmpty();
        Step(instances: 6);

        _track.Status.HasPassed(TrackModel.One).Should().BeTrue();
        _track.Asks.Should().ContainSingle().Which.Request.Digest.Should().Be(TrackModel.One);
        _track.Latest.Steps!.Passed.Select(step => (step.Weight, step.Instances)).Should().Equal((0.1, 1), (0.25, 2));
        _track.Latest.Analysis!.Judgements.Should().HaveCount(3 * Tracks.Policy.Count, "every measurement is kept with the rollout");
    }

    [Fact]
    public void Decide_InstancesOfTheStepNotThereYet_MeasuresNothing()
    {
        _track.Succeed("a", TrackModel.One).Pass().Rolled(1, 0);
        _track.After(Tracks.Policy.Interval).Wish().Should().NotBeNull();

        Step(instances: 1);

        _track.Pass().Scaled.Should().Be(2);
        _track.After(Tracks.Policy.Interval).Wish().Should().BeNull("one of two instances is there");
        _track.Rolled(2, 0).Wish().Should().NotBeNull();
    }

    [Fact]
    public void Decide_BadAtALaterStep_GoesBackWithAsManyInstancesAsAreConfigured()
    {
        _track.Succeed("a", TrackModel.One);
        Step(instances: 1);
        _track.Pass().Rolled(2, 0).After(Tracks.Policy.Interval).Measured(Tracks.Of(200, 20), Tracks.Of(600)).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.ScaledToZero.Should().BeTrue();
        _track.Scaled.Should().BeNull();
    }

    [Fact]
    public void Decide_InstancesOfTheStepNeverCome_FailsAndNamesTheStep()
    {
        _track.Succeed("a", TrackModel.One);
        Step(instances: 1);
        _track.Measured(null).Pass().After(_track.Policy.ProgressDeadline).Pass();

        _track.Latest.Phase.Should().Be(RolloutPhase.Failed);
        _track.Latest.Message.Should().StartWith("progress deadline exceeded: 1 of 2 instances available at the step of 25%");
    }

    [Fact]
    public void Decide_Paused_StaysAtItsStep()
    {
        _track.Succeed("a", TrackModel.One);
        _track.Turn(HandAction.Pause);
        Step(instances: 1);
        _track.Latest.Steps!.Index.Should().Be(0);
        ShareGuard.IsJudged(_track.Status, _track.Policy).Should().BeTrue();

        _track.Turn(HandAction.Resume);
        _track.Pass();

        _track.Latest.Steps!.Index.Should().Be(1);
    }

    [Fact]
    public void Turn_PromoteBeforeTheLastStep_IsForPeopleToDecide()
    {
        _track.Succeed("a", TrackModel.One).Turn(HandAction.Promote).Should().BeOfType<HandOutcome.Changed>();

        _track.Pass();

        _track.Asks.Should().ContainSingle();
    }

    [Fact]
    public void FloorFor_AStepAboveTheShare_IsThatOfTheStep()
    {
        _track.Succeed("a", TrackModel.One);
        ShareGuard.FloorFor(_track.Status, wanted: 1, 0.25, _track.Policy).Should().Be(3);
        Step(instances: 1);
        Step(instances: 2);

        ShareGuard.FloorFor(_track.Status, wanted: 6, 0.25, _track.Policy).Should().Be(6);
    }

    /// <summary>The pass that decides on the next step still sees as many as at the one before.</summary>
    [Fact]
    public void FloorFor_TheStepJustDecidedOn_IsThatOfTheStep()
    {
        _track.Succeed("a", TrackModel.One);
        Step(instances: 1);
        Step(instances: 2);

        _track.Latest.Steps!.Instances.Should().Be(6);
        ShareGuard.FloorFor(_track.Status, wanted: 2, 0.25, _track.Policy).Should().Be(6);
    }

    // Through the analysis of the step that it is at.
    private void Step(int instances)
    {
        _track.Pass();
        _track.Scaled.Should().Be(instances);
        _track.Rolled(instances, 0);
        for (var pass = 0; pass < Tracks.Policy.Count; pass++)
        {
            _track.After(Tracks.Policy.Interval).Measured(Tracks.Of(200), Tracks.Of(600)).Pass();
        }

        _track.Measured(null);
    }
}
