using Deployer.Rollouts;
using ServiceDefaults.Flags.Definitions;

namespace Deployer.Flags;

/// <summary>Decides whether a flag is to be killed.</summary>
internal static class KillRule
{
    /// <summary>
    /// Why it is to be killed; null where it is not. What began before the flag was enabled, or before it was given what kills it now,
    /// is no reason: whoever enables it in spite of an alert is obeyed.
    /// </summary>
    public static string? ReasonFor(StoredFlag flag, IReadOnlyList<FiringAlert> alerts, IReadOnlyList<Rollout> rollouts) =>
        (flag.MortalSince ?? flag.EnabledSince) is not { } since ? null
            : flag.Kills.Select(kill => ByAlert(kill, alerts, since) ?? ByRollout(kill, rollouts, since))
                .FirstOrDefault(reason => reason is not null);

    private static string? ByAlert(KillCondition kill, IReadOnlyList<FiringAlert> alerts, DateTimeOffset since) =>
        alerts.FirstOrDefault(alert => IsSince(alert, since) && kill.Alerts?.Contains(alert.Name) is true) is { } alert
            ? $"alert {alert.Name} fires since {alert.StartsAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"
            : null;

    // Alertmanagers tell times to the millisecond, cut off: one that began in that of the flag began after it, or at once before.
    private static bool IsSince(FiringAlert alert, DateTimeOffset since) =>
        alert.StartsAt.ToUnixTimeMilliseconds() >= since.ToUnixTimeMilliseconds();

    private static string? ByRollout(KillCondition kill, IReadOnlyList<Rollout> rollouts, DateTimeOffset since) => rollouts
        .Where(rollout => kill.Rollouts?.Contains(rollout.Track.ToString()) is true)
        .Select(rollout => ByFailure(kill, rollout, since) ?? ByHand(kill, rollout, rollouts, since))
        .FirstOrDefault(reason => reason is not null);

    private static string? ByFailure(KillCondition kill, Rollout rollout, DateTimeOffset since)
    {
        if (!(FailedAt(rollout) > since) || (kill.Digest is { } digest && digest != rollout.Digest?.ToString()))
        {
            return null;
        }

        var became = rollout.Phase is RolloutPhase.Failed ? "failed" : "was rolled back";
        return $"rollout {rollout.Id} of {rollout.Track} {became}: {rollout.Message}";
    }

    // Builds that did not write it down left when it was last seen to come further.
    private static DateTimeOffset? FailedAt(Rollout rollout) => rollout.FailedAt
        ?? (rollout.Phase is RolloutPhase.RollingBack or RolloutPhase.RolledBack ? rollout.FinishedAt ?? rollout.ProgressedAt : null);

    // Somebody had another release brought instead; one that only waits, or was refused, has taken nothing away.
    private static string? ByHand(
        KillCondition kill, Rollout rollout, IReadOnlyList<Rollout> rollouts, DateTimeOffset since) =>
        rollout is { Kind: RequestKind.RollBack, Phase: not RolloutPhase.Pending } && !IsRefused(rollout)
        && rollout.RequestedAt > since
        && (kill.Digest is null || TakesAway(kill.Digest, rollout, rollouts))
            ? $"{rollout.Track} was taken back to {rollout.Release} by rollout {rollout.Id}: {rollout.Source}"
            : null;

    private static bool IsRefused(Rollout rollout) => rollout is { Phase: RolloutPhase.Failed, FailedAt: null };

    private static bool TakesAway(string digest, Rollout back, IReadOnlyList<Rollout> rollouts) =>
        back.Digest?.ToString() != digest
        && (back.From?.Digest.ToString() == digest
            || rollouts.Any(rollout => rollout.Track == back.Track && rollout.Digest?.ToString() == digest
                && rollout.Phase is RolloutPhase.Superseded && rollout.FinishedAt == back.StartedAt));
}
