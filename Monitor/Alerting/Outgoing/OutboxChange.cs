using System.Text.Json;
using Monitor.Alerting.Storage;

namespace Monitor.Alerting.Outgoing;

/// <summary>Changes of the outbox in the store.</summary>
internal static class OutboxChange
{
    public static StateChange Add(OutboxItem item) => new(StateMaps.Outbox, item.Id, Text(item));

    /// <summary>Not made where the store holds another one than <paramref name="before"/>.</summary>
    public static StateChange Update(OutboxItem before, OutboxItem after) => new(StateMaps.Outbox, after.Id, Text(after), Text(before));

    /// <summary>Not made where the store holds another one.</summary>
    public static StateChange Withdraw(OutboxItem item) => new(StateMaps.Outbox, item.Id, null, Text(item));

    public static StateChange Remove(string id) => new(StateMaps.Outbox, id, null);

    private static string Text(OutboxItem item) => JsonSerializer.Serialize(item, StateJson.Default.OutboxItem);
}
