using Deployer.Control;

namespace Deployer.Endpoints;

/// <summary>A track as it is shown.</summary>
/// <param name="Image">The exact image that new instances get; absent when the track has none.</param>
/// <param name="Share">Part of the service's traffic, 0 to 1.</param>
/// <param name="Drift">What a hand has changed the image to since the latest rollout; absent when none has.</param>
/// <param name="Waiting">Why the newest request is not taken up; absent when none waits.</param>
/// <param name="Request">The id of that request; absent when none waits.</param>
/// <param name="Paused">Who has paused the track; absent when it goes on.</param>
/// <param name="Promotable">Whether it is a track that is promoted from.</param>
internal sealed record TrackView(
    string Service,
    string Track,
    string Follows,
    string? Branch,
    string? Image,
    int Wanted,
    int Ready,
    double Share,
    string? Drift,
    string? Waiting,
    string? Request,
    HandView? Paused,
    bool Promotable,
    RolloutView? Rollout,
    IReadOnlyList<InstanceView> Instances)
{
    public static TrackView Of(TrackSnapshot track, DateTimeOffset now) => new(
        track.Track.Key.Service,
        track.Track.Key.Track,
        track.Track.Image.Familiar,
        track.Track.Branch,
        track.Seen.Template?.ToString(),
        track.Seen.Progress.Wanted,
        track.Ready,
        Math.Round(track.Share, 4),
        track.Record.Status.Drift,
        track.Record.Unanswered is null ? null : track.Record.Status.Waiting,
        track.Record.Unanswered?.Id,
        HandView.Of(track.Record.Status.Paused),
        track.Track.Policy.Promotion is not null,
        track.Record.Status.Latest is { } latest ? RolloutView.Of(latest, now) : null,
        [.. track.Instances.Select(InstanceView.Of)]);
}
