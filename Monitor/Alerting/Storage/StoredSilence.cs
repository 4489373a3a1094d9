using Monitor.Dispatch;
using Monitor.Rules;

namespace Monitor.Alerting.Storage;

internal sealed record StoredSilence(
    string Id,
    IReadOnlyList<StoredMatcher> Matchers,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset UpdatedAt,
    string CreatedBy,
    string Comment)
{
    public static StoredSilence Of(Silence silence) => new(
        silence.Id,
        [.. silence.Matchers.Select(matcher => new StoredMatcher(matcher.Name, matcher.Operator, matcher.Value))],
        silence.StartsAt, silence.EndsAt, silence.UpdatedAt, silence.CreatedBy, silence.Comment);

    public Silence ToSilence() => new(
        Id, [.. Matchers.Select(matcher => new Matcher(matcher.Name, matcher.Operator, matcher.Value))],
        StartsAt, EndsAt, UpdatedAt, CreatedBy, Comment);
}
