using System.ComponentModel.DataAnnotations;

namespace Deployer.Control;

/// <summary>A service that is released by tracks; configuration <c>Releases:{service}</c>.</summary>
internal sealed class ReleaseOptions
{
    /// <summary>The image repository that is followed; the service's name when empty.</summary>
    public string? Repository { get; set; }

    /// <summary>When stable takes nothing new, by a name for people.</summary>
    public Dictionary<string, FreezeOptions> Freezes { get; } = new(StringComparer.Ordinal);

    /// <summary>By the track's name.</summary>
    [MinLength(1)]
    public Dictionary<string, TrackOptions> Tracks { get; } = new(StringComparer.Ordinal);
}
