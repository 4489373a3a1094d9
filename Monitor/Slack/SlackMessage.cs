using System.Globalization;
using System.Text.Json.Serialization;
using Monitor.Dispatch;

namespace Monitor.Slack;

/// <summary>Slack's JSON for incoming webhooks, in the part that others take too.</summary>
internal sealed record SlackMessage(
    [property: JsonPropertyName("channel")] string? Channel,
    [property: JsonPropertyName("username")] string UserName,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("attachments")] IReadOnlyList<SlackAttachment> Attachments)
{
    private const int MaxAttachments = 20;

    public static SlackMessage Of(Notification notification, string channel)
    {
        var alerts = notification.IsResolved ? notification.Resolved : notification.Firing;
        var status = notification.IsResolved ? "RESOLVED" : notification.IsRepeat ? "STILL FIRING" : "FIRING";
        return new SlackMessage(
            channel.Length > 0 ? channel : null,
            "Slipway",
            $"[{status}{(alerts.Count > 1 ? $":{alerts.Count}" : "")}] {Escape(alerts[0].Name)} {Escape(alerts[0].Labels["instance"])}".TrimEnd()
                + More(notification.Firing.Count + notification.Resolved.Count - MaxAttachments),
            [
                .. notification.Firing.Select(alert => SlackAttachment.Of(alert, "danger"))
                    .Concat(notification.Resolved.Select(alert => SlackAttachment.Of(alert, "good"))).Take(MaxAttachments),
            ]);
    }

    private static string More(int count) =>
        count > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({count} more are not shown)") : "";

    /// <summary>The three characters that mean something to Slack.</summary>
    internal static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
