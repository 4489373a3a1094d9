using System.Text;
using System.Text.Encodings.Web;
using Monitor.Dispatch;

namespace Monitor.Mail;

/// <summary>With tables and styles in place: what mail programs understand. Nothing is loaded from anywhere.</summary>
internal static class MailHtml
{
    private const string Red = "#b3261e";
    private const string Green = "#1b6b3a";
    private const string Font = "font-family:Arial,Helvetica,sans-serif";

    public static string Write(Notification notification, string? console)
    {
        var color = notification.IsResolved ? Green : Red;
        var title = notification.IsResolved ? "Resolved" : notification.IsRepeat ? "Still firing" : "Firing";
        var html = new StringBuilder();
        html.Append($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
            <body style="margin:0;padding:0;background:#f2f4f7">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f7"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #d5d9e0;border-radius:6px;{Font};color:#1c2330">
            <tr><td style="background:{color};color:#ffffff;padding:14px 20px;font-size:18px;font-weight:bold;border-radius:5px 5px 0 0">{title}: {Text(HeadingOf(notification))}</td></tr>

            """);
        foreach (var alert in notification.Firing)
        {
            Append(html, alert, notification, Red, notification.IsResolved || notification.Resolved.Count > 0 ? "Firing" : null);
        }

        foreach (var alert in notification.Resolved)
        {
            Append(html, alert, notification, Green, notification.IsResolved ? null : "Resolved");
        }

        if (console is not null)
        {
            html.Append($"""
                <tr><td style="padding:4px 20px 20px"><a href="{Text(console)}" style="display:inline-block;background:#1f4fa3;color:#ffffff;text-decoration:none;padding:9px 16px;border-radius:4px;font-size:14px">Open the console</a></td></tr>

                """);
        }

        html.Append($"""
            </table>
            <p style="{Font};font-size:12px;color:#5a6372;margin:12px 0 0">Sent by the Slipway Monitor to the receiver {Text(notification.Receiver)}.</p>
            </td></tr></table>
            </body></html>
            """);
        return html.ToString();
    }

    private static string HeadingOf(Notification notification)
    {
        var alerts = notification.IsResolved ? notification.Resolved : notification.Firing;
        var names = alerts.Select(alert => alert.Name).Distinct().ToArray();
        return alerts.Count == 1 ? names[0] : $"{alerts.Count} alerts: {string.Join(", ", names.Take(3))}";
    }

    private static void Append(StringBuilder html, Alert alert, Notification notification, string color, string? badge)
    {
        var mark = badge is null ? "" : $"""<span style="color:{color};font-weight:bold">{badge}: </span>""";
        html.Append($"""
            <tr><td style="padding:16px 20px 4px;font-size:16px;line-height:22px">{mark}{Text(AlertFacts.SummaryOf(alert))}</td></tr>
            <tr><td style="padding:4px 20px 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="font-size:14px;line-height:20px">

            """);
        foreach (var (name, value) in AlertFacts.Of(alert, notification.At))
        {
            var isCode = name is "Digest" or "Image" or "Version";
            var style = isCode ? ";font-family:Menlo,Consolas,monospace;font-size:12px" : name is "Value" ? $";font-weight:bold;color:{color}" : "";
            html.Append($"""
                <tr><td width="110" valign="top" style="color:#5a6372;padding:3px 12px 3px 0;border-top:1px solid #eceff3">{Text(name)}</td><td valign="top" style="padding:3px 0;border-top:1px solid #eceff3;word-break:break-word;overflow-wrap:anywhere{style}">{Text(value)}</td></tr>

                """);
        }

        html.Append("</table></td></tr>\n");
    }

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
