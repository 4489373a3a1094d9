namespace Deployer.Endpoints;

/// <summary>What became of an action.</summary>
/// <param name="Changed">False when it was so already.</param>
/// <param name="Rollout">The request it became, by which the rollout is found; absent when it became none.</param>
internal sealed record HandAnswer(bool Changed, string Message, string? Rollout = null);
