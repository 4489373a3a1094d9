using System.Collections.Immutable;
using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>What the reconciler has made of a track so far. It stands in the track's record and outlives the process.</summary>
/// <param name="Answered">The id of the newest request that was taken up or refused.</param>
/// <param name="Latest">The newest rollout that touched the instances, active or ended.</param>
/// <param name="Refused">The newest request that came to nothing, because there is no such image.</param>
/// <param name="Good">Releases known to be good, the newest first, at most <see cref="MaxGood"/>.</param>
/// <param name="Waiting">Why the newest request is not taken up yet; null when nothing waits.</param>
/// <param name="TagMeant">What the track's tag meant when it was last asked for: another meaning is a push of which nobody told.</param>
/// <param name="Paused">Who has paused the track; null when it goes on.</param>
/// <param name="HeldAt">When the newest request was last seen to be held up; null when it never was.</param>
/// <param name="Drift">What the template was changed to by hand since the latest rollout; null when it was not. It is left alone.</param>
internal sealed record TrackStatus(
    string? Answered,
    Rollout? Latest,
    Rollout? Refused,
    ImmutableList<GoodRelease> Good,
    string? Waiting,
    string? Drift = null,
    Digest? TagMeant = null,
    Hand? Paused = null,
    DateTimeOffset? HeldAt = null)
{
    /// <summary>How many good releases a track remembers.</summary>
    public const int MaxGood = 10;

    public static TrackStatus Empty { get; } = new(null, null, null, [], null);

    /// <summary>Where to go back to when <paramref name="bad"/> is bad.</summary>
    public GoodRelease? GoodOtherThan(Release bad) =>
        Good.Find(good => good.Release.Digest != bad.Digest && good.Proven)
        ?? Good.Find(good => good.Release.Digest != bad.Digest);

    /// <summary>Whether an analysis found this content successful, and nothing has spoken against it since.</summary>
    public bool HasPassed(Digest digest) => Good.Exists(good => good.Release.Digest == digest && good.PassedAt is not null);

    /// <summary>What passed before has passed still.</summary>
    public TrackStatus WithGood(GoodRelease newest)
    {
        var known = Good.Find(good => good.Release.Digest == newest.Release.Digest);
        var passedAt = newest.PassedAt ?? known?.PassedAt;
        return this with
        {
            Good =
            [
                newest with { PassedAt = passedAt, Proven = newest.Proven || passedAt is not null },
                .. Without(newest.Release).Take(MaxGood - 1),
            ],
        };
    }

    /// <summary>The release was found successful by its analysis.</summary>
    public TrackStatus WithPassed(Release release, DateTimeOffset at) => this with
    {
        Good = [.. Good.Select(good => good.Release.Digest == release.Digest ? good with { PassedAt = at, Proven = true } : good)],
    };

    /// <summary>Whatever has run for this long without failing is proven by that.</summary>
    public TrackStatus WithProven(TimeSpan after, DateTimeOffset now) =>
        Good is [{ Proven: false } newest, ..] && now - newest.Since >= after
            ? this with { Good = Good.SetItem(0, newest with { Proven = true }) }
            : this;

    /// <summary>Forgets that a release was good: it is not.</summary>
    public TrackStatus WithoutGood(Release bad) => this with { Good = [.. Without(bad)] };

    private IEnumerable<GoodRelease> Without(Release release) =>
        Good.Where(good => good.Release.Digest != release.Digest);
}
