using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>A track as configured: what it follows, and how its rollouts are judged.</summary>
internal sealed record ReleasedTrack(
    TrackKey Key,
    ImageReference Image,
    string? Branch,
    TimeSpan PollInterval,
    RolloutPolicy Policy);
