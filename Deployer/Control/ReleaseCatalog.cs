using System.Collections.Frozen;
using System.Collections.Immutable;
using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Every track of every released service, and which of them a push concerns.</summary>
internal sealed class ReleaseCatalog
{
    private readonly FrozenDictionary<TrackKey, ReleasedTrack> _tracks;
    private readonly ILookup<Repository, ReleasedTrack> _byRepository;

    public ReleaseCatalog(IEnumerable<ReleasedTrack> tracks)
    {
        Tracks = [.. tracks.OrderBy(track => track.Key.ToString(), StringComparer.Ordinal)];
        _tracks = Tracks.ToFrozenDictionary(track => track.Key);
        _byRepository = Tracks.ToLookup(track => track.Image.Repository);
    }

    public ImmutableArray<ReleasedTrack> Tracks { get; }

    public ReleasedTrack? Find(TrackKey key) => _tracks.GetValueOrDefault(key);

    /// <summary>Stable for a canary, the canary for stable; null for other tracks, and where there is none.</summary>
    public ReleasedTrack? PartnerOf(TrackKey key) => key.Track switch
    {
        TrackNames.Canary => Find(key with { Track = TrackNames.Stable }),
        TrackNames.Stable => Find(key with { Track = TrackNames.Canary }),
        _ => null,
    };

    /// <summary>The tracks that follow this tag; none, and the reason, when it concerns nobody.</summary>
    public (ImmutableArray<ReleasedTrack> Tracks, string? Ignored) Match(ImageReference image)
    {
        var followers = _byRepository[image.Repository].ToImmutableArray();
        if (followers.IsEmpty)
        {
            return ([], $"no service is released from repository '{image.Repository.Familiar}'");
        }

        var matching = followers.Where(track => track.Image.Tag == image.Tag).ToImmutableArray();
        return matching.IsEmpty
            ? ([], $"no track of '{image.Repository.Familiar}' follows tag '{image.Tag}' (followed: " +
                $"{string.Join(", ", followers.Select(track => track.Image.Tag))})")
            : (matching, null);
    }
}
