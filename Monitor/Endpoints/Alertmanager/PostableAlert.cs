namespace Monitor.Endpoints.Alertmanager;

/// <summary>An alert as Prometheus sends it.</summary>
internal sealed record PostableAlert(
    Dictionary<string, string?>? Labels,
    Dictionary<string, string?>? Annotations,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string? GeneratorURL);
