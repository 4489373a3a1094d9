using System.Text.Json.Serialization;
using Monitor.Dispatch;

namespace Monitor.Forwarding;

/// <summary>An alert as <c>POST /api/v2/alerts</c> takes it (Alertmanager's <c>openapi.yaml</c>, <c>postableAlert</c>).</summary>
internal sealed record ForwardedAlert(
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    [property: JsonPropertyName("generatorURL")] string? GeneratorUrl)
{
    /// <param name="validity">How long one that has no end is to be believed.</param>
    public static ForwardedAlert Of(Alert alert, TimeSpan validity, DateTimeOffset now) => new(
        alert.Labels.ToDictionary(StringComparer.Ordinal),
        alert.Annotations,
        alert.StartsAt,
        alert.EndsAt ?? now + validity,
        alert.GeneratorUrl is { Length: > 0 } link ? link : null);
}
