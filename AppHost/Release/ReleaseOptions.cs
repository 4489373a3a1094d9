namespace AppHost.Release;

internal sealed record ReleaseOptions
{
    public StableTrackOptions Stable { get; init; } = new();

    public CanaryTrackOptions Canary { get; init; } = new();

    /// <summary>The tracks by name.</summary>
    public IReadOnlyDictionary<string, TrackOptions> Tracks => new Dictionary<string, TrackOptions>
    {
        ["stable"] = Stable,
        ["canary"] = Canary,
    };
}
