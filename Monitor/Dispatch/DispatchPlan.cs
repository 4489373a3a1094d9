namespace Monitor.Dispatch;

/// <summary>What is to be told now.</summary>
/// <param name="Timers">When each group is due next.</param>
/// <param name="Entries">New lines of the notification log, to be written together with the notifications.</param>
internal sealed record DispatchPlan(
    IReadOnlyDictionary<string, DateTimeOffset> Timers,
    IReadOnlyList<NotificationEntry> Entries,
    IReadOnlyList<Notification> Notifications);
