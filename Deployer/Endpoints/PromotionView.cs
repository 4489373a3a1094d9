using Deployer.Rollouts;

namespace Deployer.Endpoints;

/// <summary>How far a canary's release is on its way to stable.</summary>
/// <param name="Message">What it waits for, or what became of it.</param>
/// <param name="Rollout">Stable's rollout, once it was asked.</param>
internal sealed record PromotionView(
    PromotionState State, string Message, IReadOnlyList<HandView>? Approvals, DateTimeOffset? AskedAt, string? Rollout)
{
    public static PromotionView? Of(Promotion? promotion) => promotion is null ? null : new PromotionView(
        promotion.State, promotion.Message, HandView.Of(promotion.Approvals), promotion.AskedAt, promotion.RequestId);
}
