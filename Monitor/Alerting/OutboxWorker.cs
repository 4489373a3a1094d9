using System.Text.Json;
using System.Threading.Channels;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>
/// Delivers what is in the outbox. An item is claimed in the store first, and struck from it afterwards. A process that dies in
/// between leaves the claim, and the notification goes out again when that runs out: with the same id, by which mail stores know it.
/// </summary>
internal sealed class OutboxWorker(
    IStateStore store,
    Outbox outbox,
    AlertingPlanSource plans,
    AlertingBoard board,
    IEnumerable<INotifier> notifiers,
    AlertingMetrics metrics,
    TimeProvider time,
    ILogger<OutboxWorker> logger) : BackgroundService
{
    /// <summary>Longer than any notifier takes.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly INotifier[] _notifiers = [.. notifiers];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Delivers one notification that is due. False when there is none, or this replica does not lead.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!board.View.Leads || outbox.NextDue(now) is not { } item)
        {
            return false;
        }

        var claimed = item with { Attempts = item.Attempts + 1, ClaimedUntil = now + Claim };
        if (!await store.WriteAsync([Change(claimed, item)], asLeader: true, cancellationToken))
        {
            // Another replica has it, or the pass has replaced it; the next pass shows which.
            outbox.Remove(item.Notification.Id);
            outbox.Doubt();
            return true;
        }

        outbox.Put(claimed);
        await SettleAsync(claimed, await DeliverAsync(claimed, cancellationToken), cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await StepAsync(stoppingToken))
                {
                }
            }
            catch (StateUnavailableException)
            {
                // The pass meets the same, says so, and reads the outbox again.
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // One notification's fault must not hold up the others.
                Log.DeliveryFailed(logger, e);
            }

            using var timeout = new CancellationTokenSource(Interval, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
            try
            {
                await _wake.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                // Nobody has woken it; something may have become due.
            }
        }
    }

    private async Task<Delivery> DeliverAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var notification = item.Notification;
        var integrations = plans.Current.Receivers.GetValueOrDefault(notification.Receiver)?.Integrations ?? [];
        if (notification.Integration >= integrations.Count)
        {
            return new Delivery.Refused($"there is no receiver '{notification.Receiver}' any more");
        }

        var integration = integrations[notification.Integration];
        var started = AlertingMetrics.Start();
        try
        {
            return Array.Find(_notifiers, notifier => notifier.Takes(integration)) is { } found
                ? await found.DeliverAsync(integration, notification, cancellationToken)
                : new Delivery.Refused("nothing here delivers in that way");
        }
        finally
        {
            metrics.Attempted(integration, started);
        }
    }

    private async Task SettleAsync(OutboxItem item, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        switch (delivery)
        {
            case Delivery.Done done:
                await FinishAsync(item, new SentNotification(item.Notification, now, item.Attempts, done.Note), cancellationToken);
                metrics.Delivered(item.Notification, now);
                Log.Delivered(logger, Kind(item.Notification), item.Notification.Group.ToString(), item.Notification.Receiver);
                break;
            case Delivery.Nobody nobody:
                await FinishAsync(item, new SentNotification(item.Notification, now, item.Attempts, nobody.Reason), cancellationToken);
                Log.NobodyTold(logger, Kind(item.Notification), item.Notification.Group.ToString(), item.Notification.Receiver, nobody.Reason);
                break;
            case Delivery.Later later when now - item.EnqueuedAt < GiveUpAfter:
                await PutAsync(item, PutOff(item, later, now));
                metrics.Failed("later");
                if (item.Error != later.Reason)
                {
                    Log.DeliveryPutOff(logger, item.Notification.Group.ToString(), item.Notification.Receiver, later.Reason);
                }

                break;
            default:
                var reason = delivery is Delivery.Refused refused ? refused.Reason : $"given up: {((Delivery.Later)delivery).Reason}";
                await PutAsync(item, item with { ClaimedUntil = null, Error = reason, IsRejected = true });
                metrics.Failed("rejected");
                Log.DeliveryRejected(logger, item.Notification.Group.ToString(), item.Notification.Receiver, reason);
                break;
        }

        // Also by one that leads no more: that it was delivered stays true.
        async Task PutAsync(OutboxItem before, OutboxItem after)
        {
            if (await store.WriteAsync([Change(after, before)], asLeader: false, cancellationToken))
            {
                outbox.Put(after);
            }
        }
    }

    private async Task FinishAsync(OutboxItem item, SentNotification sent, CancellationToken cancellationToken)
    {
        var dropped = outbox.Add(sent);
        await store.WriteAsync(
            [
                new StateChange(StateMaps.Outbox, item.Notification.Id, null),
                new StateChange(
                    StateMaps.Sent, item.Notification.Id, JsonSerializer.Serialize(sent, StateJson.Default.SentNotification)),
                .. dropped.Select(old => new StateChange(StateMaps.Sent, old.Notification.Id, null)),
            ],
            asLeader: false,
            cancellationToken);
        outbox.Remove(item.Notification.Id);
    }

    private static StateChange Change(OutboxItem after, OutboxItem before) => new(
        StateMaps.Outbox,
        after.Notification.Id,
        JsonSerializer.Serialize(after, StateJson.Default.OutboxItem),
        JsonSerializer.Serialize(before, StateJson.Default.OutboxItem));

    private static OutboxItem PutOff(OutboxItem item, Delivery.Later later, DateTimeOffset now) =>
        item with { NextAttempt = now + Backoff.After(item.Attempts), ClaimedUntil = null, Error = later.Reason };

    private static string Kind(Notification notification) =>
        notification.IsResolved ? "resolved" : notification.IsRepeat ? "still firing" : "firing";
}
