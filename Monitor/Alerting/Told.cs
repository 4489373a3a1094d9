using System.Text.Json;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>A dispatch plan as changes of the state.</summary>
/// <param name="Removed">Ids of notifications that leave the outbox: a newer one replaces them, or they were refused long ago.</param>
internal sealed record Told(
    IReadOnlyDictionary<string, DateTimeOffset> Timers,
    IReadOnlyList<NotificationEntry> Entries,
    IReadOnlyList<OutboxItem> Items,
    IReadOnlyList<string> Removed,
    IReadOnlyList<StateChange> Changes)
{
    public static Told Of(DispatchPlan plan, Outbox outbox, DateTimeOffset now)
    {
        var (items, removed, changes) = (new List<OutboxItem>(), new List<string>(), new List<StateChange>());
        foreach (var notification in plan.Notifications)
        {
            var older = outbox.Replaceable(notification.Key, now);
            var item = older.Aggregate(OutboxItem.New(notification, now), (newer, old) => newer.Replacing(old));
            items.Add(item);
            removed.AddRange(older.Select(old => old.Id));
            // Were one claimed since, this fails, and the pass is made again.
            changes.AddRange(older.Select(OutboxChange.Withdraw));
            changes.Add(OutboxChange.Add(item));
        }

        var outdated = outbox.Outdated(now);
        removed.AddRange(outdated.Select(old => old.Id));
        changes.AddRange(outdated.Select(old => OutboxChange.Remove(old.Id)));

        changes.AddRange(plan.Entries.Select(entry => new StateChange(
            StateMaps.Log, entry.Key, JsonSerializer.Serialize(entry, StateJson.Default.NotificationEntry))));
        return new Told(plan.Timers, plan.Entries, items, removed, changes);
    }
}
