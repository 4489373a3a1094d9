using Deployer.Rollouts;

namespace Deployer.Endpoints;

/// <summary>A rollout as it is shown.</summary>
/// <param name="Requests">Every request that it answers.</param>
/// <param name="Digest">Absent while the tag is not resolved.</param>
/// <param name="From">The image that ran before, exact.</param>
/// <param name="Seconds">From the request to the end, or to now.</param>
internal sealed record RolloutView(
    string Id,
    string Service,
    string Track,
    IReadOnlyList<string> Requests,
    string Source,
    string Image,
    string? Digest,
    string? From,
    RolloutPhase Phase,
    ProgressView Progress,
    DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt,
    double Seconds,
    string Message,
    AnalysisView? Analysis,
    StepsView? Steps,
    PromotionView? Promotion,
    IReadOnlyList<HandView>? Hands)
{
    /// <param name="whole">Whether every measurement is shown, or the newest alone.</param>
    public static RolloutView Of(Rollout rollout, DateTimeOffset now, bool whole = false) => new(
        rollout.Id,
        rollout.Track.Service,
        rollout.Track.Track,
        rollout.Requests,
        rollout.Source,
        rollout.Image.Familiar,
        rollout.Digest?.ToString(),
        rollout.From?.ToString(),
        rollout.Phase,
        ProgressView.Of(rollout.Progress),
        rollout.RequestedAt,
        rollout.FinishedAt,
        Math.Round(((rollout.FinishedAt ?? now) - rollout.RequestedAt).TotalSeconds, 2),
        rollout.Message,
        AnalysisView.Of(rollout.Analysis, whole),
        StepsView.Of(rollout.Steps),
        PromotionView.Of(rollout.Promotion),
        HandView.Of(rollout.Hands));
}
