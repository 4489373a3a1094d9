using MimeKit;
using Monitor.Dispatch;

namespace Monitor.Mail;

/// <summary>Writes a notification as a mail, in plain text and in HTML.</summary>
internal static class MailComposer
{
    private const int MaxSubject = 180;

    public static MimeMessage Compose(Notification notification, IEnumerable<string> to, string from, string? console)
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage { Subject = SubjectOf(notification), Date = notification.At };
        message.From.Add(sender);
        message.To.AddRange(to.Select(MailboxAddress.Parse));
        // The first mail of a thread is its root; all later ones answer it. The same notification has the same id for ever.
        var domain = sender.Domain is { Length: > 0 } known ? known : "localhost";
        var root = $"{notification.Thread}@{domain}";
        message.MessageId = notification.IsFirst ? root : $"{notification.Id}@{domain}";
        if (!notification.IsFirst)
        {
            message.InReplyTo = root;
            message.References.Add(root);
        }

        // Nobody's vacation answers a machine (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("X-Slipway-Notification", notification.Id);
        message.Body = new BodyBuilder
        {
            TextBody = MailText.Write(notification, console),
            HtmlBody = MailHtml.Write(notification, console),
        }.ToMessageBody();
        return message;
    }

    internal static string SubjectOf(Notification notification)
    {
        var alerts = notification.IsResolved ? notification.Resolved : notification.Firing;
        var first = alerts[0];
        var status = notification.IsResolved ? "RESOLVED" : notification.IsRepeat ? "STILL FIRING" : "FIRING";
        var count = alerts.Count > 1 ? $":{alerts.Count}" : "";
        var where = alerts.Count == 1 ? Place(first) : Track(first);
        // Without a unit a number at the end of a line tells nobody anything.
        var value = alerts.Count == 1 && !notification.IsResolved && first.Annotations.TryGetValue("value", out var text)
            && text.Contains(' ', StringComparison.Ordinal) ? $": {text}" : "";
        var subject = $"[{status}{count}] {first.Name}{(where.Length > 0 ? $" {where}" : "")}{value}";
        // A label may come from anywhere: a line's end in it must not begin another header.
        subject = string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));
        return subject.Length <= MaxSubject ? subject : subject[..MaxSubject] + "…";
    }

    private static string Place(Alert alert) => alert.Labels["instance"] is { Length: > 0 } instance
        ? Track(alert) is { Length: > 0 } track && track != instance ? $"{instance} ({track})" : instance
        : Track(alert);

    private static string Track(Alert alert) => (alert.Labels["service"], alert.Labels["track"]) switch
    {
        ({ Length: > 0 } service, { Length: > 0 } track) => $"{service}/{track}",
        ({ } service, _) => service,
    };
}
