using System.Collections.Immutable;
using Deployer.Analysis;
using Deployer.Images;
using Deployer.Rollouts;
using Tests.Analysis;

namespace Tests.Rollouts;

/// <summary>A canary that was judged, and the stable track beside it.</summary>
public abstract class PromotionScenario
{
    private protected static readonly TrackKey Stable = new("api", "stable");
    private protected static readonly ImageReference StableImage = ImageReference.Parse("api:stable");
    private protected readonly TrackModel _track = new();

    protected PromotionScenario()
    {
        _track.Partner = new Partner(Stable, StableImage, TrackRecord.Empty, Ready: 3);
        Configure(automatic: false);
    }

    private protected void Configure(
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

    private protected void Judged()
    {
        _track.Succeed("a", TrackModel.One);
        Measure();
        _track.Latest.Analysis!.Verdict.Should().Be(Verdict.Successful);
    }

    private protected void Measure()
    {
        for (var pass = 0; pass < Tracks.Policy.Count; pass++)
        {
            _track.After(Tracks.Policy.Interval).Measured(Tracks.Of(200), Tracks.Of(600)).Pass();
        }

        _track.Measured(null);
    }

    private protected void StableAnswers(RolloutPhase phase)
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
