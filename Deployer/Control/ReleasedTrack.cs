using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>A track as configured: what it follows, and how its rollouts are judged.</summary>
/// <param name="MaxCanaryShare">Of a canary: the largest part of the ready instances that may be its own, 0..1.</param>
internal sealed record ReleasedTrack(
    TrackKey Key,
    ImageReference Image,
    string? Branch,
    TimeSpan PollInterval,
    RolloutPolicy Policy,
    double MaxCanaryShare = 1);
