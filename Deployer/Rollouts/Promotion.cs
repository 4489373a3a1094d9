using System.Collections.Immutable;

namespace Deployer.Rollouts;

/// <summary>The way of a canary's release to stable.</summary>
/// <param name="Approvals">Who wants it, the first one first; each counts once.</param>
/// <param name="Attempt">How often stable was asked.</param>
/// <param name="RequestId">The request that stable was asked with.</param>
/// <param name="AskedAt">When that was.</param>
/// <param name="Message">What it waits for, or what became of it, for people.</param>
internal sealed record Promotion(
    PromotionState State,
    ImmutableList<Hand> Approvals,
    int Attempt,
    string? RequestId,
    DateTimeOffset? AskedAt,
    string Message)
{
    public static Promotion None { get; } = new(PromotionState.Waiting, [], 0, null, null, "");

    /// <summary>Whether stable was asked, or runs it: what the canary is to do is decided there.</summary>
    public bool IsUnderWay => State is PromotionState.Asked or PromotionState.Promoted;
}
