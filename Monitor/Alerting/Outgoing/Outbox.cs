using System.Collections.Immutable;
using Monitor.Dispatch;

namespace Monitor.Alerting.Outgoing;

/// <summary>What is to be delivered, as in the store, in memory of the replica that leads. For several threads.</summary>
internal sealed class Outbox
{
    private const int MaxSent = 200;
    private ImmutableDictionary<string, OutboxItem> _items = [];
    private ImmutableList<SentNotification> _sent = [];

    private int _inDoubt;

    public IEnumerable<OutboxItem> Items => Volatile.Read(ref _items).Values;

    /// <summary>Newest last.</summary>
    public IReadOnlyList<SentNotification> Sent => Volatile.Read(ref _sent);

    public void Load(IEnumerable<OutboxItem> items, IEnumerable<SentNotification> sent)
    {
        Volatile.Write(ref _items, items.ToImmutableDictionary(item => item.Notification.Id, StringComparer.Ordinal));
        Volatile.Write(ref _sent, [.. sent.OrderBy(item => item.SentAt)]);
    }

    /// <summary>The store holds something else than this: it is to be read again.</summary>
    public void Doubt() => Volatile.Write(ref _inDoubt, 1);

    public bool TakeDoubt() => Interlocked.Exchange(ref _inDoubt, 0) == 1;

    public void Put(OutboxItem item) =>
        ImmutableInterlocked.AddOrUpdate(ref _items, item.Notification.Id, item, (_, _) => item);

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

    /// <summary>The oldest that may be tried now; null when there is none.</summary>
    public OutboxItem? NextDue(DateTimeOffset now) => Items
        .Where(item => !item.IsRejected && item.NextAttempt <= now && !(item.ClaimedUntil > now))
        .MinBy(item => (item.EnqueuedAt, item.Notification.Sequence));

    /// <summary>
    /// One that could not be delivered so far, and that a newer one on the same group replaces: when the other side is back after
    /// an hour it hears once how things are, and not every turn they took.
    /// </summary>
    public OutboxItem? Replaceable(string key, DateTimeOffset now) => Items.FirstOrDefault(item =>
        item.Notification.Key == key && item.Attempts > 0 && !item.IsRejected && !(item.ClaimedUntil > now));

    /// <summary>What the newer says, and of what the older said that which it leaves out.</summary>
    public static Notification Merge(Notification older, Notification newer)
    {
        var known = newer.Firing.Concat(newer.Resolved).Select(alert => alert.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return newer with
        {
            IsFirst = older.IsFirst,
            Resolved = [.. newer.Resolved, .. older.Resolved.Where(alert => !known.Contains(alert.Fingerprint))],
        };
    }
}
