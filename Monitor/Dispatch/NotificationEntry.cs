namespace Monitor.Dispatch;

/// <summary>The notification log's line on one group and one way of telling.</summary>
/// <param name="Key">Group, receiver and number of the integration.</param>
/// <param name="At">When it was last told.</param>
/// <param name="Firing">Fingerprints of what it was told fires, and not yet that it ended.</param>
/// <param name="Thread">Stands for all that is told from a group's first alert to its last one's end.</param>
/// <param name="Sequence">Counts what was told.</param>
internal sealed record NotificationEntry(
    string Key, DateTimeOffset At, IReadOnlyList<string> Firing, string Thread, int Sequence);
