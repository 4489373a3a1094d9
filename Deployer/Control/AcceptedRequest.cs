using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>A request that stands in a track's record. The rollout that answers it is found by <paramref name="Id"/>.</summary>
internal sealed record AcceptedRequest(TrackKey Track, string Id);
