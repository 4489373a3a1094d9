namespace Deployer.Rollouts;

/// <summary>A release that a rollout brought to be available on every instance, and when.</summary>
/// <param name="PassedAt">When its analysis found it successful; null when it did not.</param>
/// <param name="Proven">
/// Whether it is to be gone back to before others: it passed its analysis, or nothing is analysed, or it ran long enough without one.
/// </param>
internal sealed record GoodRelease(
    Release Release,
    string RolloutId,
    DateTimeOffset Since,
    DateTimeOffset? PassedAt = null,
    bool Proven = true);
