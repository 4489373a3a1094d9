namespace Deployer.Webhooks;

/// <summary>A push that a track was asked to run.</summary>
/// <param name="Rollout">The id by which its rollout is found.</param>
/// <param name="Location">Where the rollout is told of.</param>
internal sealed record AcceptedPush(string Service, string Track, string Image, string Rollout, string Location);
