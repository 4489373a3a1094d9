namespace Monitor.Alerting.Tracks;

internal sealed record TrackReport(IReadOnlyList<TrackStatus> Tracks)
{
    public static TrackReport None { get; } = new([]);

    public TrackStatus? Find(string service, string track) =>
        Tracks.FirstOrDefault(known => known.Service == service && known.Track == track);

    /// <summary>Tracks, as <c>service/track</c>, on which instances come and go by intent.</summary>
    /// <param name="grace">How long after the end of a rollout it still counts.</param>
    public IReadOnlySet<string> Rolling(TimeSpan grace, DateTimeOffset now) => Tracks
        .Where(track => track.IsRolling || (track.FinishedAt is { } end && now - end < grace))
        .Select(track => $"{track.Service}/{track.Track}")
        .ToHashSet(StringComparer.Ordinal);
}
