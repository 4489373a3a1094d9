using Monitor.Dispatch;

namespace Monitor.Alerting.Outgoing;

/// <summary>A notification that is to be delivered.</summary>
/// <param name="EnqueuedAt">When it was decided on.</param>
/// <param name="Attempts">How often delivering it, or what it replaces, was begun.</param>
/// <param name="NextAttempt">Not before.</param>
/// <param name="ClaimedUntil">Till then somebody is delivering it, or has died doing so.</param>
/// <param name="Error">Why the last attempt failed.</param>
/// <param name="IsRejected">It was refused for good, and is kept to be looked at.</param>
/// <param name="RejectedAt">When that was.</param>
internal sealed record OutboxItem(
    Notification Notification,
    DateTimeOffset EnqueuedAt,
    int Attempts,
    DateTimeOffset NextAttempt,
    DateTimeOffset? ClaimedUntil,
    string? Error,
    bool IsRejected,
    DateTimeOffset? RejectedAt = null)
{
    public string Id => Notification.Id;

    /// <summary>One after the other is delivered by the same channel; channels do not wait for one another.</summary>
    public string Channel => $"{Notification.Receiver}/{Notification.Integration}";

    /// <summary>In this order a group's notifications are told.</summary>
    public (DateTimeOffset, int) Order => (EnqueuedAt, Notification.Sequence);

    public static OutboxItem New(Notification notification, DateTimeOffset now) => new(notification, now, 0, now, null, null, false);

    public bool IsClaimed(DateTimeOffset now) => ClaimedUntil > now;

    /// <summary>What this says, and of what the older one said that which this leaves out.</summary>
    public OutboxItem Replacing(OutboxItem older)
    {
        var (before, after) = (older.Notification, Notification);
        var known = after.Firing.Concat(after.Resolved).Select(alert => alert.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Notification = after with
            {
                // What was tried may have arrived, whatever the other side said: another mail must not have its id.
                IsFirst = before.IsFirst && older.Attempts == 0,
                IsRepeat = after.IsRepeat && before.IsRepeat,
                Resolved = [.. after.Resolved, .. before.Resolved.Where(alert => !known.Contains(alert.Fingerprint))],
            },
            Attempts = Math.Max(Attempts, older.Attempts),
            NextAttempt = NextAttempt > older.NextAttempt ? NextAttempt : older.NextAttempt,
            Error = Error ?? older.Error,
        };
    }
}
