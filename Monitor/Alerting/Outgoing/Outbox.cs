using System.Collections.Immutable;

namespace Monitor.Alerting.Outgoing;

/// <summary>What is to be delivered, as in the store, in memory of the replica that leads. For several threads.</summary>
internal sealed class Outbox
{
    private const int MaxSent = 200;
    private const int MaxRejected = 100;
    private static readonly TimeSpan RejectedRetention = TimeSpan.FromDays(7);
    private ImmutableDictionary<string, OutboxItem> _items = [];
    private ImmutableList<SentNotification> _sent = [];

    private int _inDoubt;

    /// <summary>Those that wait, and those that were refused for good.</summary>
    public IEnumerable<OutboxItem> Items => Volatile.Read(ref _items).Values;

    public IEnumerable<OutboxItem> Waiting => Items.Where(item => !item.IsRejected);

    /// <summary>Newest last.</summary>
    public IReadOnlyList<SentNotification> Sent => Volatile.Read(ref _sent);

    public void Load(IEnumerable<OutboxItem> items, IEnumerable<SentNotification> sent)
    {
        Volatile.Write(ref _items, items.ToImmutableDictionary(item => item.Id, StringComparer.Ordinal));
        Volatile.Write(ref _sent, [.. sent.OrderBy(item => item.SentAt)]);
    }

    /// <summary>The store holds something else than this: it is to be read again.</summary>
    public void Doubt() => Volatile.Write(ref _inDoubt, 1);

    public bool TakeDoubt() => Interlocked.Exchange(ref _inDoubt, 0) == 1;

    public void Put(OutboxItem item) => ImmutableInterlocked.AddOrUpdate(ref _items, item.Id, item, (_, _) => item);

    public void Remove(string id) => ImmutableInterlocked.TryRemove(ref _items, id, out _);

    /// <summary>Returns what is forgotten for it.</summary>
    public IReadOnlyList<SentNotification> Add(SentNotification sent)
    {
        IReadOnlyList<SentNotification> dropped = [];
        ImmutableInterlocked.Update(ref _sent, list =>
        {
            var more = list.Add(sent);
            dropped = [.. more.Take(Math.Max(0, more.Count - MaxSent))];
            return more.RemoveRange(0, dropped.Count);
        });
        return dropped;
    }

    /// <summary>
    /// The one whose time came first; null when there is none. What a receiver is told of a group keeps its order: each waits until
    /// the ones before it are delivered, or refused.
    /// </summary>
    /// <param name="busy">Channels that deliver something now.</param>
    public OutboxItem? NextDue(DateTimeOffset now, IReadOnlySet<string> busy) => Waiting
        .Where(item => !busy.Contains(item.Channel))
        .GroupBy(item => item.Notification.Key, StringComparer.Ordinal)
        .Select(items => items.MinBy(item => item.Order)!)
        .Where(item => item.NextAttempt <= now && !item.IsClaimed(now))
        .MinBy(item => (item.NextAttempt, item.Order));

    /// <summary>
    /// Those that nobody is delivering now, newest first, and that a newer one on the same group replaces: when the other side is
    /// back after an hour it hears once how things are, and not every turn they took.
    /// </summary>
    public IReadOnlyList<OutboxItem> Replaceable(string key, DateTimeOffset now) =>
    [
        .. Waiting.Where(item => item.Notification.Key == key && !item.IsClaimed(now)).OrderByDescending(item => item.Order),
    ];

    /// <summary>What was refused too long ago to be kept, or before too many others.</summary>
    public IReadOnlyList<OutboxItem> Outdated(DateTimeOffset now) =>
    [
        .. Items.Where(item => item.IsRejected).OrderByDescending(At)
            .Where((item, index) => index >= MaxRejected || now - At(item) > RejectedRetention),
    ];

    private static DateTimeOffset At(OutboxItem rejected) => rejected.RejectedAt ?? rejected.EnqueuedAt;
}
