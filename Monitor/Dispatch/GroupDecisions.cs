namespace Monitor.Dispatch;

internal static class GroupDecisions
{
    /// <param name="entry">What was told; null is nothing ever.</param>
    /// <param name="firing">Fingerprints of what fires and may be told of.</param>
    /// <param name="ended">Of what was told of and has ended.</param>
    public static GroupDecision Decide(
        NotificationEntry? entry,
        IReadOnlyCollection<string> firing,
        IReadOnlyCollection<string> ended,
        bool sendResolved,
        TimeSpan repeatInterval,
        DateTimeOffset now) =>
        firing.Except(entry?.Firing ?? []).Any() ? GroupDecision.Fires
        : ended.Count > 0 ? sendResolved ? GroupDecision.Ended : GroupDecision.Forget
        : firing.Count > 0 && now - entry!.At >= repeatInterval ? GroupDecision.Repeat
        : GroupDecision.Nothing;
}
