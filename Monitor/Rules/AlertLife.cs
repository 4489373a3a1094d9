namespace Monitor.Rules;

/// <summary>
/// An alert's life, one look at a time. Every case is one of these:
/// inactive, the condition holds: pending, or firing where it need not last; else nothing.
/// Pending, it holds: firing once it has for long enough; it does not, or the target is gone: inactive; nothing known: nothing.
/// Firing, it holds: nothing; it does not: resolved once it has not for long enough; the target is gone: resolved; it is down: nothing,
/// for silence is no recovery; it answers and has no such value: nothing, until the value counts as stale.
/// Resolved, it holds: as inactive; long after the end: inactive, unless the end is still to be told.
/// What fires because the condition held again soon after the end has flapped.
/// </summary>
internal static class AlertLife
{
    /// <summary>An alert whose condition holds again this soon after its end has flapped, once it fires.</summary>
    public static readonly TimeSpan FlapWindow = TimeSpan.FromMinutes(5);

    /// <summary>How long a resolved alert is remembered.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromMinutes(15);

    /// <summary>How long one is remembered whose end is still to be told.</summary>
    public static readonly TimeSpan OpenRetention = TimeSpan.FromDays(1);

    /// <summary>A value that has been away for this long says nothing of now, as in Prometheus.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(5);

    private const int FreeFlaps = 2;
    private static readonly TimeSpan FlapDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxFlapDelay = TimeSpan.FromMinutes(10);

    /// <param name="isOpen">Somebody was told that it fires, and not yet that it ended.</param>
    public static AlertState Next(
        AlertState state, AlertRule rule, Observation observation, DateTimeOffset now, bool isOpen = false)
    {
        var next = Step(state, rule, observation, now);
        return isOpen && next.Phase == AlertPhase.Inactive && state.EndedAt is { } end && now - end < OpenRetention
            ? state with { Phase = AlertPhase.Resolved, Since = end }
            : next;
    }

    /// <summary>
    /// As it is after a time in which nobody looked, which counts neither as silence nor as recovery: only the moment at which its phase
    /// changed was written, and what was seen since is not known.
    /// </summary>
    public static AlertState Resumed(AlertState state, DateTimeOffset now) => state.Phase switch
    {
        AlertPhase.Firing => state with { SeenAt = now, MetAt = now },
        AlertPhase.Pending => state with { SeenAt = now },
        _ => state,
    };

    /// <summary>A flapping alert keeps firing longer each time: half a minute from the third on, doubled up to ten minutes.</summary>
    public static TimeSpan KeepFiring(AlertState state, AlertRule rule)
    {
        var damping = state.Flaps <= FreeFlaps
            ? TimeSpan.Zero
            : FlapDelay * Math.Pow(2, Math.Min(state.Flaps - FreeFlaps - 1, 10));
        damping = damping < MaxFlapDelay ? damping : MaxFlapDelay;
        return damping > rule.KeepFiringFor ? damping : rule.KeepFiringFor;
    }

    private static AlertState Step(AlertState state, AlertRule rule, Observation observation, DateTimeOffset now)
    {
        if (observation is Observation.Gone)
        {
            return state.Phase == AlertPhase.Firing ? Resolve(state, now) : Settle(Forget(state, now), now);
        }

        if (observation is Observation.Down && state.Phase == AlertPhase.Firing)
        {
            return state with { SeenAt = now };
        }

        if (observation is not Observation.Seen { Value: var value })
        {
            var isStale = state.Phase is AlertPhase.Firing or AlertPhase.Pending && now - state.SeenAt >= StaleAfter;
            return !isStale ? Settle(state, now)
                : state.Phase == AlertPhase.Firing ? Resolve(state, now) : Forget(state, now);
        }

        state = state with { SeenAt = now, Value = value };
        return rule.Condition.IsMet(value, state.Phase == AlertPhase.Firing)
            ? Met(state, rule, now)
            : NotMet(state, rule, now);
    }

    private static AlertState Met(AlertState state, AlertRule rule, DateTimeOffset now) => state.Phase switch
    {
        AlertPhase.Firing => state with { MetAt = now },
        AlertPhase.Pending => now - state.Since >= rule.For ? Fire(state, now) : state with { MetAt = now },
        _ => rule.For <= TimeSpan.Zero
            ? Fire(state, now)
            : state with { Phase = AlertPhase.Pending, Since = now, MetAt = now },
    };

    private static AlertState NotMet(AlertState state, AlertRule rule, DateTimeOffset now) => state.Phase switch
    {
        AlertPhase.Pending => Forget(state, now),
        AlertPhase.Firing => now - state.MetAt >= KeepFiring(state, rule) ? Resolve(state, now) : state,
        _ => Settle(state, now),
    };

    private static AlertState Fire(AlertState state, DateTimeOffset now)
    {
        var begun = state.Phase == AlertPhase.Pending ? state.Since : now;
        var hasFlapped = state.EndedAt is { } end && begun - end < FlapWindow;
        return state with
        {
            Phase = AlertPhase.Firing,
            Since = now,
            StartedAt = now,
            MetAt = now,
            EndedAt = null,
            Flaps = hasFlapped ? state.Flaps + 1 : 0,
        };
    }

    private static AlertState Resolve(AlertState state, DateTimeOffset now) =>
        state with { Phase = AlertPhase.Resolved, Since = now, EndedAt = now };

    /// <summary>One that had fired before goes back to its end, of which perhaps not everybody was told yet.</summary>
    private static AlertState Forget(AlertState state, DateTimeOffset now) =>
        state.Phase != AlertPhase.Pending ? state
        : state.EndedAt is { } end ? Settle(state with { Phase = AlertPhase.Resolved, Since = end }, now)
        : AlertState.Inactive(now);

    private static AlertState Settle(AlertState state, DateTimeOffset now) =>
        state.Phase == AlertPhase.Resolved && now - state.Since >= Retention ? AlertState.Inactive(now) : state;
}
