using System.Text.Json;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>A dispatch plan as changes of the state.</summary>
/// <param name="Replaced">Ids of notifications that nobody has got yet, and that a newer one replaces.</param>
internal sealed record Told(
    IReadOnlyDictionary<string, DateTimeOffset> Timers,
    IReadOnlyList<NotificationEntry> Entries,
    IReadOnlyList<OutboxItem> Items,
    IReadOnlyList<string> Replaced,
    IReadOnlyList<StateChange> Changes)
{
    public static Told Of(DispatchPlan plan, Outbox outbox, DateTimeOffset now)
    {
        var (items, replaced, changes) = (new List<OutboxItem>(), new List<string>(), new List<StateChange>());
        foreach (var notification in plan.Notifications)
        {
            var item = OutboxItem.New(notification, now);
            if (outbox.Replaceable(notification.Key, now) is { } older)
            {
                item = older with { Notification = Outbox.Merge(older.Notification, notification) };
                replaced.Add(older.Notification.Id);
                // Were it claimed since, this fails, and the pass is made again.
                changes.Add(new StateChange(
                    StateMaps.Outbox, older.Notification.Id, null, JsonSerializer.Serialize(older, StateJson.Default.OutboxItem)));
            }

            items.Add(item);
            changes.Add(new StateChange(
                StateMaps.Outbox, notification.Id, JsonSerializer.Serialize(item, StateJson.Default.OutboxItem)));
        }

        changes.AddRange(plan.Entries.Select(entry => new StateChange(
            StateMaps.Log, entry.Key, JsonSerializer.Serialize(entry, StateJson.Default.NotificationEntry))));
        return new Told(plan.Timers, plan.Entries, items, replaced, changes);
    }
}
