using System.Globalization;
using Monitor.Alerting.Tracks;
using Monitor.Samples;

namespace Monitor.Tracks;

internal static class TrackMapping
{
    private static readonly string[] Rolling = ["Pending", "Progressing", "RollingBack"];
    private static readonly string[] Failed = ["RollingBack", "RolledBack", "Failed"];

    public static TrackStatus ToStatus(this TrackAnswer track) => new(
        track.Service,
        track.Track,
        track.Rollout is { } rollout ? Describe(rollout) : null,
        Rolling.Contains(track.Rollout?.Phase),
        Failed.Contains(track.Rollout?.Phase),
        track.Rollout?.FinishedAt);

    public static IReadOnlyList<MetricPoint> ToPoints(this TrackAnswer track)
    {
        var status = track.ToStatus();
        return
        [
            Point("slipway_track_rollout_failed", status.HasFailed ? 1 : 0),
            Point("slipway_track_rollout_in_progress", status.IsRolling ? 1 : 0),
            Point("slipway_track_instances_wanted", track.Wanted),
            Point("slipway_track_instances_ready", track.Ready),
            .. (track.Instances ?? []).Select(instance =>
                Point("slipway_instance_restarts", instance.Restarts, KeyValuePair.Create("instance", instance.Name))),
        ];
    }

    private static string Describe(RolloutAnswer rollout)
    {
        var at = (rollout.FinishedAt ?? rollout.RequestedAt).ToUniversalTime();
        var digest = rollout.Digest is { } text ? $"@{(text.Length > 19 ? text[..19] : text)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{rollout.Phase} {at:yyyy-MM-dd HH:mm:ss} UTC: {rollout.Image}{digest}");
    }

    private static MetricPoint Point(string name, double value, params KeyValuePair<string, string>[] labels) =>
        new(new SeriesId(name, labels), value, null);
}
