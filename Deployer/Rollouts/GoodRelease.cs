namespace Deployer.Rollouts;

/// <summary>A release that a rollout brought to be available on every instance, and when.</summary>
internal sealed record GoodRelease(Release Release, string RolloutId, DateTimeOffset Since);
