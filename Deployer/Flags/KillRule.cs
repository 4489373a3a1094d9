using Deployer.Rollouts;
using ServiceDefaults.Flags.Definitions;

namespace Deployer.Flags;

/// <summary>Decides whether a flag is to be killed.</summary>
internal static class KillRule
{
    /// <summary>
    /// Why it is to be killed; null where it is not. What began before the flag was enabled is no reason: whoever enables
    /// it in spite of an alert is obeyed.
    /// </summary>
    public static string? ReasonFor(StoredFlag flag, IReadOnlyList<FiringAlert> alerts, IReadOnlyList<Rollout> rollouts) =>
        flag.EnabledSince is not { } since ? null
            : flag.Kills.Select(kill => ByAlert(kill, alerts, since) ?? ByRollout(kill, rollouts, since))
                .FirstOrDefault(reason => reason is not null);

    private static string? ByAlert(KillCondition kill, IReadOnlyList<FiringAlert> alerts, DateTimeOffset since) =>
        alerts.FirstOrDefault(alert => alert.StartsAt > since && kill.Alerts?.Contains(alert.Name) is true) is { } alert
            ? $"alert {alert.Name} fires since {alert.StartsAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"
            : null;

    private static string? ByRollout(KillCondition kill, IReadOnlyList<Rollout> rollouts, DateTimeOffset since) =>
        rollouts.FirstOrDefault(rollout => IsRolledBack(rollout, since)
            && kill.Rollouts?.Contains(rollout.Track.ToString()) is true
            && (kill.Digest is null || kill.Digest == rollout.Digest?.ToString())) is { } rollout
            ? $"rollout {rollout.Id} of {rollout.Track} was rolled back: {rollout.Message}"
            : null;

    private static bool IsRolledBack(Rollout rollout, DateTimeOffset since) =>
        rollout.Phase is RolloutPhase.RollingBack || (rollout.Phase is RolloutPhase.RolledBack && rollout.FinishedAt > since);
}
