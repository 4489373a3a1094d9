using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>The other track of the same service, as a track's pass sees it: stable for a canary, the canary for stable.</summary>
/// <param name="Image">The tag it follows.</param>
/// <param name="Ready">How many of its instances get traffic.</param>
internal sealed record Partner(TrackKey Track, ImageReference Image, TrackRecord Record, int Ready)
{
    /// <summary>Whether its latest release is not on its way yet.</summary>
    public bool IsToBeRolled => Record.Status.Latest is { Phase: RolloutPhase.Progressing, Applied: false };
}
