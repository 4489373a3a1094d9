using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>What holds the newest request of a track up.</summary>
internal static class Holding
{
    /// <summary>Why the request cannot be taken up yet, whatever it names; null when it can.</summary>
    public static string? Reason(TrackRecord record, RolloutPolicy policy, DateTimeOffset now) =>
        record.Unanswered is not { } request ? null
        : record.Status.Paused is { } paused ? $"paused by {paused}"
        : request.Kind is RequestKind.RollBack || policy.Freezes.IsDefaultOrEmpty ? null
        : FreezeWindow.Words(policy.Freezes, now);

    /// <summary>Why this content cannot be taken up yet; null when it can.</summary>
    public static string? Reason(DesiredRelease request, Digest digest, Partner? canary, RolloutPolicy policy) =>
        policy.RequireCanary && request.Kind is RequestKind.Push && canary?.Record.Status.HasPassed(digest) != true
            ? $"{request.Image.At(digest)} has not passed on {canary?.Track.ToString() ?? "a canary track, of which there is none"}"
            : null;

    /// <summary>Why a promotion is void; null when it is not. What has failed on the canary since must not come to stable.</summary>
    public static string? Void(DesiredRelease request, Digest digest, Partner? canary) =>
        request.Kind is RequestKind.Promotion
        && canary?.Record.Status.Latest is { Phase: RolloutPhase.RollingBack or RolloutPhase.RolledBack or RolloutPhase.Failed } failed
        && failed.Digest == digest
            ? $"it has failed on {canary.Track} since: {failed.Message}"
            : null;
}
