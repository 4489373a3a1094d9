using Monitor.Alerting.Outgoing;

namespace Monitor.Endpoints;

/// <summary>Notifications by what has become of them.</summary>
/// <param name="Waiting">Not delivered yet, oldest first.</param>
/// <param name="Rejected">Refused for good.</param>
/// <param name="Sent">The newest that were delivered, newest first.</param>
internal sealed record OutboxList(
    IReadOnlyList<OutboxReport> Waiting, IReadOnlyList<OutboxReport> Rejected, IReadOnlyList<OutboxReport> Sent)
{
    public static OutboxList Of(Outbox outbox)
    {
        var items = outbox.Items.OrderBy(item => item.EnqueuedAt).ToLookup(item => item.IsRejected, OutboxReport.Of);
        return new OutboxList([.. items[false]], [.. items[true]], [.. outbox.Sent.Reverse().Select(OutboxReport.Of)]);
    }
}
