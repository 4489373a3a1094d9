using System.Collections.Immutable;

namespace Deployer.Rollouts;

/// <summary>What the reconciler has made of a track so far. It stands in the track's record and outlives the process.</summary>
/// <param name="Answered">The id of the newest request that was taken up or refused.</param>
/// <param name="Latest">The newest rollout, active or ended.</param>
/// <param name="Good">Releases known to be good, the newest first, at most <see cref="MaxGood"/>.</param>
/// <param name="Waiting">Why the newest request is not taken up yet; null when nothing waits.</param>
internal sealed record TrackStatus(
    string? Answered,
    Rollout? Latest,
    ImmutableList<GoodRelease> Good,
    string? Waiting)
{
    /// <summary>How many good releases a track remembers.</summary>
    public const int MaxGood = 10;

    public static TrackStatus Empty { get; } = new(null, null, [], null);

    /// <summary>Where to go back to when <paramref name="bad"/> is bad.</summary>
    public GoodRelease? GoodOtherThan(Release bad) => Good.Find(good => good.Release.Digest != bad.Digest);
}
