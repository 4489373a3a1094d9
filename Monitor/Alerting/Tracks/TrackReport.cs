namespace Monitor.Alerting.Tracks;

/// <param name="ValidUntil">From then on it is too old to say what is rolled now.</param>
internal sealed record TrackReport(IReadOnlyList<TrackStatus> Tracks, DateTimeOffset ValidUntil)
{
    public static TrackReport None { get; } = new([], DateTimeOffset.MinValue);

    public TrackStatus? Find(string service, string track) =>
        Tracks.FirstOrDefault(known => known.Service == service && known.Track == track);

    /// <summary>
    /// Tracks, as <c>service/track</c>, on which instances come and go by intent. While nobody can say whether a rollout still is under way
    /// none is: muting would have no end.
    /// </summary>
    /// <param name="grace">How long after the end of a rollout it still counts.</param>
    public IReadOnlySet<string> Rolling(TimeSpan grace, DateTimeOffset now) => Tracks
        .Where(track => (track.IsRolling && now < ValidUntil) || (track.FinishedAt is { } end && now - end < grace))
        .Select(track => $"{track.Service}/{track.Track}")
        .ToHashSet(StringComparer.Ordinal);
}
