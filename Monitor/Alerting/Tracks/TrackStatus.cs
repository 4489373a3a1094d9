namespace Monitor.Alerting.Tracks;

/// <summary>A track, with its last rollout.</summary>
/// <param name="LastRollout">In words, such as <c>Succeeded 2026-11-25 14:03 UTC: api:canary@sha256:…</c>; null when there was none.</param>
/// <param name="IsRolling">The last rollout is under way.</param>
/// <param name="HasFailed">The last rollout failed, whether or not it was taken back.</param>
/// <param name="FinishedAt">When the last rollout ended.</param>
internal sealed record TrackStatus(
    string Service, string Track, string? LastRollout, bool IsRolling, bool HasFailed, DateTimeOffset? FinishedAt);
