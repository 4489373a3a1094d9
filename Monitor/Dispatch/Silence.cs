using Monitor.Rules;

namespace Monitor.Dispatch;

/// <summary>For a time, nobody is told of alerts that all matchers mean.</summary>
internal sealed record Silence(
    string Id,
    IReadOnlyList<Matcher> Matchers,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset UpdatedAt,
    string CreatedBy,
    string Comment)
{
    /// <summary>As in Alertmanager: how long an expired one is shown.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(5);

    public SilenceState StateAt(DateTimeOffset now) =>
        EndsAt <= now ? SilenceState.Expired : StartsAt > now ? SilenceState.Pending : SilenceState.Active;

    public bool Silences(LabelSet labels, DateTimeOffset now) =>
        StateAt(now) == SilenceState.Active && Matchers.All(matcher => matcher.Matches(labels));
}
