using System.Collections.Immutable;
using Deployer.Analysis;
using Deployer.Images;
using Deployer.Rollouts;
using Tests.Analysis;

namespace Tests.Rollouts;

public sealed class PromotingTests
{
    private static readonly TrackKey Stable = new("api", "stable");
    private static readonly ImageReference StableImage = ImageReference.Parse("api:stable");
    private readonly TrackModel _track = new();

    public PromotingTests()
    {
        _track.Partner = new Partner(Stable, StableImage, TrackRecord.Empty, Ready: 3);
        Configure(automatic: false);
    }

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

    private void Configure(
        bool automatic, int approvals = 0, bool requireVerdict = false, ImmutableArray<FreezeWindow> freezes = default) =>
        _track.Policy = _track.Policy with
        {
            Analysis = Tracks.Policy,
            Promotion = new PromotionPolicy(
                automatic,
                TimeSpan.FromMinutes(5),
                approvals,
                TimeSpan.FromDays(1),
                requireVerdict,
                freezes.IsDefault ? [] : freezes),
        };

    private void Judged()
    {
        _track.Succeed("a", TrackModel.One);
        Measure();
        _track.Latest.Analysis!.Verdict.Should().Be(Verdict.Successful);
    }

    private void Measure()
    {
        for (var pass = 0; pass < Tracks.Policy.Count; pass++)
        {
            _track.After(Tracks.Policy.Interval).Measured(Tracks.Of(200), Tracks.Of(600)).Pass();
        }

        _track.Measured(null);
    }

    private void StableAnswers(RolloutPhase phase)
    {
        var request = _track.Asks.Last().Request;
        var rollout = new Rollout(
            request.Id, Stable, [request.Id], request.Source, request.Image, request.Digest, null, phase, default, null,
            _track.Now, _track.Now, _track.Now, null, "so it went");
        _track.Partner = _track.Partner! with
        {
            Record = new TrackRecord(request, TrackStatus.Empty with { Answered = request.Id, Latest = rollout }),
        };
    }
}
