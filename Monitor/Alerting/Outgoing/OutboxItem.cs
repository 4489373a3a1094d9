using Monitor.Dispatch;

namespace Monitor.Alerting.Outgoing;

/// <summary>A notification that is to be delivered.</summary>
/// <param name="Attempts">How often delivering it was begun.</param>
/// <param name="NextAttempt">Not before.</param>
/// <param name="ClaimedUntil">Till then somebody is delivering it, or has died doing so.</param>
/// <param name="Error">Why the last attempt failed.</param>
/// <param name="IsRejected">It was refused for good, and is kept to be looked at.</param>
internal sealed record OutboxItem(
    Notification Notification,
    DateTimeOffset EnqueuedAt,
    int Attempts,
    DateTimeOffset NextAttempt,
    DateTimeOffset? ClaimedUntil,
    string? Error,
    bool IsRejected)
{
    public static OutboxItem New(Notification notification, DateTimeOffset now) => new(notification, now, 0, now, null, null, false);
}
