using System.Text.Json.Serialization;
using Monitor.Dispatch;

namespace Monitor.Slack;

internal sealed record SlackAttachment(
    [property: JsonPropertyName("color")] string Color,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("title_link")] string? TitleLink,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("fallback")] string Fallback,
    [property: JsonPropertyName("ts")] long Time)
{
    private static readonly string[] Facts = ["value", "threshold", "image", "digest", "last_rollout"];

    public static SlackAttachment Of(Alert alert, string color)
    {
        var summary = alert.Annotations.GetValueOrDefault("summary", alert.Name);
        var facts = alert.Labels.Where(label => label.Key != "alertname")
            .Concat(alert.Annotations.Where(annotation => Facts.Contains(annotation.Key)))
            .Select(pair => $"*{SlackMessage.Escape(pair.Key)}*: {SlackMessage.Escape(pair.Value)}");
        return new SlackAttachment(
            color, SlackMessage.Escape(summary), alert.GeneratorUrl is { Length: > 0 } link ? link : null,
            string.Join('\n', facts), SlackMessage.Escape(summary), alert.StartsAt.ToUnixTimeSeconds());
    }
}
