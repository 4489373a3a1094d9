namespace ServiceDefaults.Flags.Filters;

/// <summary>What <see cref="TrackFilter"/> is told.</summary>
internal sealed class TrackSettings
{
    /// <summary>The tracks on which it is on.</summary>
    public List<string> Tracks { get; set; } = [];

    public bool Includes(string track) => Tracks.Contains(track, StringComparer.OrdinalIgnoreCase);
}
