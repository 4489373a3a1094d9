namespace Monitor.Endpoints.Alertmanager;

internal sealed record PostableSilence(
    string? Id,
    IReadOnlyList<SilenceMatcher?>? Matchers,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string? CreatedBy,
    string? Comment);
