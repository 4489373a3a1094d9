using Monitor.Dispatch;

namespace Monitor.Alerting.Outgoing;

/// <summary>A notification that was delivered, or that nobody was to be told of, or dropped because a newer one says all it said.</summary>
/// <param name="Note">What the other side said.</param>
internal sealed record SentNotification(Notification Notification, DateTimeOffset SentAt, int Attempts, string Note);
