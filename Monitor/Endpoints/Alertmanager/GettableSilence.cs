using Monitor.Dispatch;

namespace Monitor.Endpoints.Alertmanager;

internal sealed record GettableSilence(
    string Id,
    SilenceStatus Status,
    DateTimeOffset UpdatedAt,
    string Comment,
    string CreatedBy,
    DateTimeOffset EndsAt,
    DateTimeOffset StartsAt,
    IReadOnlyList<SilenceMatcher> Matchers)
{
    public static GettableSilence Of(Silence silence, DateTimeOffset now) => new(
        silence.Id,
        new SilenceStatus(silence.StateAt(now).ToString().ToLowerInvariant()),
        silence.UpdatedAt,
        silence.Comment,
        silence.CreatedBy,
        silence.EndsAt,
        silence.StartsAt,
        [.. silence.Matchers.Select(SilenceMatcher.Of)]);
}
