using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;

namespace Monitor.Endpoints;

/// <param name="Note">What the other side said; in Development the mail's file.</param>
internal sealed record OutboxReport(
    string Id,
    string Receiver,
    string Status,
    IReadOnlyDictionary<string, string> Group,
    IReadOnlyList<string> Alerts,
    DateTimeOffset At,
    int Attempts,
    DateTimeOffset? NextAttempt,
    string? Note)
{
    public static OutboxReport Of(OutboxItem item) =>
        Of(item.Notification, item.EnqueuedAt, item.Attempts, item.IsRejected ? null : item.NextAttempt, item.Error);

    public static OutboxReport Of(SentNotification sent) => Of(sent.Notification, sent.SentAt, sent.Attempts, null, sent.Note);

    private static OutboxReport Of(Notification notification, DateTimeOffset at, int attempts, DateTimeOffset? next, string? note) => new(
        notification.Id,
        notification.Receiver,
        notification.IsResolved ? "resolved" : "firing",
        notification.Group.ToDictionary(),
        [.. notification.Firing.Concat(notification.Resolved).Select(alert => $"{alert.Name}{alert.Labels}").Take(100)],
        at,
        attempts,
        next,
        note);
}
