using Deployer.Images;
using Deployer.Rollouts;

namespace Tests.Rollouts;

/// <summary>What becomes of a promotion when stable goes its own way afterwards.</summary>
public sealed class PromotionTakenBackTests : PromotionScenario
{
    /// <summary>Stable has succeeded, and its own analysis finds it bad a minute later.</summary>
    [Theory]
    [InlineData("RollingBack")]
    [InlineData("RolledBack")]
    [InlineData("Failed")]
    public void Decide_StableGoesBackAfterThePromotion_CanaryIsOnTrialAgain(string phase)
    {
        OnStable();
        StableAnswers(Enum.Parse<RolloutPhase>(phase));

        _track.Pass();

        _track.Latest.Promotion!.State.Should().Be(PromotionState.Failed);
        _track.Latest.Promotion.Message.Should().Be($"api/stable: {phase}: so it went");
        _track.After(TimeSpan.FromMinutes(1)).Wish().Should().NotBeNull("it is judged");
        ShareGuard.IsJudged(_track.Status, _track.Policy).Should().BeTrue("and guarded");
        _track.Turn(HandAction.Promote).Should().BeOfType<HandOutcome.Changed>();
        _track.Turn(HandAction.Abort).Should().BeOfType<HandOutcome.Changed>();
    }

    [Fact]
    public void Decide_StableIsBroughtBackByHandAfterThePromotion_CanaryIsOnTrialAgain()
    {
        OnStable();
        StableRuns(TrackModel.Two, RolloutPhase.Progressing, RequestKind.RollBack);

        _track.Pass();

        _track.Latest.Promotion!.State.Should().Be(PromotionState.Failed);
        _track.Latest.Promotion.Message.Should().StartWith("api/stable was brought to ").And.EndWith("by hand since");
    }

    /// <summary>What was promoted has made way for something newer, as everything does.</summary>
    [Theory]
    [InlineData("Progressing", "Promoted")]
    [InlineData("Succeeded", "Promoted")]
    [InlineData("RolledBack", "Failed")]
    public void Decide_StableIsPushedToAfterThePromotion_StaysPromotedUnlessItGoesBackElsewhere(string phase, string state)
    {
        OnStable();
        StableRuns(TrackModel.Two, Enum.Parse<RolloutPhase>(phase), RequestKind.Push, backTo: "sha256:" + new string('3', 64));

        _track.Pass();

        _track.Latest.Promotion!.State.ToString().Should().Be(state);
    }

    [Fact]
    public void Decide_StableGoesBackToWhatWasPromoted_StaysPromoted()
    {
        OnStable();
        StableRuns(TrackModel.Two, RolloutPhase.RolledBack, RequestKind.Push, backTo: $"{TrackModel.One}");
        _track.Pass().Latest.Promotion!.State.Should().Be(PromotionState.Promoted);

        StableRuns(TrackModel.Two, RolloutPhase.Failed, RequestKind.Push, backTo: $"{TrackModel.One}");

        _track.Pass().Latest.Promotion!.State.Should().Be(PromotionState.Failed, "it did not come up there again");
    }

    [Fact]
    public void Decide_StableIsChangedByHandAfterThePromotion_CanaryIsOnTrialAgain()
    {
        OnStable();
        var record = _track.Partner!.Record;
        _track.Partner = _track.Partner with { Record = record with { Status = record.Status with { Drift = "api@sha256:other" } } };

        _track.Pass().Latest.Promotion!.Message.Should().Be("api/stable was changed by hand to api@sha256:other since");
    }

    [Fact]
    public void Decide_CanaryIsChangedByHandWhileStableIsAsked_FollowsThePromotionStill()
    {
        Judged();
        _track.Turn(HandAction.Promote);
        _track.Pass().ByHand(TrackModel.Two);
        StableAnswers(RolloutPhase.Succeeded);

        _track.Pass();

        _track.Latest.Promotion!.State.Should().Be(PromotionState.Promoted);
        _track.Status.Drift.Should().NotBeNull();
    }

    private void OnStable()
    {
        Judged();
        _track.Turn(HandAction.Promote);
        _track.Pass();
        StableAnswers(RolloutPhase.Succeeded);
        _track.Pass().Latest.Promotion!.State.Should().Be(PromotionState.Promoted);
    }

    private void StableRuns(Digest digest, RolloutPhase phase, RequestKind kind, string? backTo = null)
    {
        StableAnswers(phase);
        var record = _track.Partner!.Record;
        var latest = record.Status.Latest! with
        {
            Id = "later",
            Requests = ["later"],
            Digest = digest,
            Kind = kind,
            BackTo = backTo is null ? null : new Release(StableImage, Digest.Parse(backTo)),
        };
        _track.Partner = _track.Partner with { Record = record with { Status = record.Status with { Latest = latest } } };
    }
}
