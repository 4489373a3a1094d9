namespace Deployer.Endpoints;

/// <summary>The newest rollouts.</summary>
/// <param name="HistoryAway">Why older ones may be missing; absent when none is.</param>
internal sealed record RolloutList(IReadOnlyList<RolloutView> Rollouts, string? HistoryAway);
