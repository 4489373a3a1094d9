using Monitor.Rules;

namespace Monitor.Dispatch;

/// <summary>What someone is told.</summary>
/// <param name="Id">The same for the same notification, whoever makes it and however often.</param>
/// <param name="Key">Of its line in the notification log.</param>
/// <param name="Receiver">The receiver's name.</param>
/// <param name="Integration">Which of its ways, counted from 0.</param>
/// <param name="Thread">See <see cref="NotificationEntry.Thread"/>.</param>
/// <param name="Sequence">1 begins the thread's log line.</param>
/// <param name="IsRepeat">Nothing is new: it is told because it still fires.</param>
/// <param name="Firing">What fires.</param>
/// <param name="Resolved">What has ended, and was told of before.</param>
internal sealed record Notification(
    string Id,
    string Key,
    string Receiver,
    int Integration,
    LabelSet Group,
    string Thread,
    int Sequence,
    bool IsRepeat,
    bool IsFirst,
    DateTimeOffset At,
    IReadOnlyList<Alert> Firing,
    IReadOnlyList<Alert> Resolved)
{
    public bool IsResolved => Firing.Count == 0;
}
