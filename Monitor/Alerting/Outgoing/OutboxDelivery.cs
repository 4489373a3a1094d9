using System.Text.Json;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting.Outgoing;

/// <summary>
/// Delivers one notification. It is claimed in the store first, and struck from it afterwards. A process that dies in between
/// leaves the claim, and the notification goes out again when that runs out: with the same id, by which mail stores know it.
/// </summary>
internal sealed class OutboxDelivery(
    IStateStore store,
    Outbox outbox,
    AlertingPlanSource plans,
    IEnumerable<INotifier> notifiers,
    AlertingMetrics metrics,
    TimeProvider time,
    ILogger<OutboxDelivery> logger)
{
    /// <summary>Longer than any notifier takes.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);
    private static readonly TimeSpan WriteAgainAfter = TimeSpan.FromSeconds(1);
    private readonly INotifier[] _notifiers = [.. notifiers];

    /// <param name="cutOff">The process must end: an attempt under way is broken off, and the claim is given back.</param>
    /// <exception cref="StateUnavailableException">The claim could not be written, or how it went could not before the cut-off.</exception>
    public async Task RunAsync(OutboxItem item, CancellationToken cutOff)
    {
        var claimed = item with { Attempts = item.Attempts + 1, ClaimedUntil = time.GetUtcNow() + Claim };
        if (!await store.WriteAsync([OutboxChange.Update(item, claimed)], asLeader: true, cutOff))
        {
            // Another replica has it, or the pass has replaced it; the next pass shows which.
            outbox.Remove(item.Id);
            outbox.Doubt();
            return;
        }

        outbox.Put(claimed);
        await SettleAsync(claimed, await AttemptAsync(claimed, cutOff), cutOff);
    }

    private async Task<Delivery> AttemptAsync(OutboxItem item, CancellationToken cutOff)
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
                ? await found.DeliverAsync(integration, notification, cutOff)
                : new Delivery.Refused("nothing here delivers in that way");
        }
        catch (OperationCanceledException) when (cutOff.IsCancellationRequested)
        {
            return new Delivery.Later("the Monitor was stopped while it was delivered");
        }
        catch (Exception e)
        {
            // Nobody foresaw it, so that its text may hold anything, and is shown to nobody but the log's readers. It must neither
            // be tried without end and pause, nor hold up the others.
            Log.DeliveryFailed(logger, e);
            return new Delivery.Later($"delivering it failed unexpectedly ({e.GetType().Name}), the log says how");
        }
        finally
        {
            metrics.Attempted(integration, started);
        }
    }

    private async Task SettleAsync(OutboxItem item, Delivery delivery, CancellationToken cutOff)
    {
        var now = time.GetUtcNow();
        switch (delivery)
        {
            case Delivery.Done done:
                await FinishAsync(item, new SentNotification(item.Notification, now, item.Attempts, done.Note), cutOff);
                metrics.Delivered(item.Notification, now);
                Log.Delivered(logger, Kind(item.Notification), item.Notification.Group.ToString(), item.Notification.Receiver);
                break;
            case Delivery.Nobody nobody:
                await FinishAsync(item, new SentNotification(item.Notification, now, item.Attempts, nobody.Reason), cutOff);
                Log.NobodyTold(logger, Kind(item.Notification), item.Notification.Group.ToString(), item.Notification.Receiver, nobody.Reason);
                break;
            case Delivery.Later later when now - item.EnqueuedAt < GiveUpAfter:
                await PutOffAsync(
                    item,
                    item with { NextAttempt = now + Backoff.After(item.Attempts), ClaimedUntil = null, Error = later.Reason },
                    cutOff);
                metrics.Failed("later");
                if (item.Error != later.Reason)
                {
                    Log.DeliveryPutOff(logger, item.Notification.Group.ToString(), item.Notification.Receiver, later.Reason);
                }

                break;
            default:
                var reason = delivery is Delivery.Refused refused ? refused.Reason : $"given up: {((Delivery.Later)delivery).Reason}";
                await PutAsync(item, item with { ClaimedUntil = null, Error = reason, IsRejected = true, RejectedAt = now }, cutOff);
                metrics.Failed("rejected");
                Log.DeliveryRejected(logger, item.Notification.Group.ToString(), item.Notification.Receiver, reason);
                break;
        }
    }

    private async Task FinishAsync(OutboxItem item, SentNotification sent, CancellationToken cutOff)
    {
        var dropped = outbox.Add(sent);
        await WriteAsync(
            [
                OutboxChange.Remove(item.Id),
                new StateChange(StateMaps.Sent, item.Id, JsonSerializer.Serialize(sent, StateJson.Default.SentNotification)),
                .. dropped.Select(old => new StateChange(StateMaps.Sent, old.Notification.Id, null)),
            ],
            cutOff);
        outbox.Remove(item.Id);
    }

    private async Task PutOffAsync(OutboxItem item, OutboxItem later, CancellationToken cutOff)
    {
        var newer = outbox.Replaceable(item.Notification.Key, time.GetUtcNow()).FirstOrDefault(other => other.Order.CompareTo(item.Order) > 0);
        if (newer?.Replacing(later) is { } both
            && await WriteAsync([OutboxChange.Withdraw(item), OutboxChange.Update(newer, both)], cutOff))
        {
            outbox.Remove(item.Id);
            outbox.Put(both);
            return;
        }

        await PutAsync(item, later, cutOff);
    }

    private async Task PutAsync(OutboxItem before, OutboxItem after, CancellationToken cutOff)
    {
        if (await WriteAsync([OutboxChange.Update(before, after)], cutOff))
        {
            outbox.Put(after);
        }
    }

    /// <summary>
    /// Also by one that leads no more: that it was delivered stays true. While the store is away this is the only place that knows:
    /// it is written when the store is back, and till then nothing else goes out by the channel.
    /// </summary>
    private async Task<bool> WriteAsync(IReadOnlyCollection<StateChange> changes, CancellationToken cutOff)
    {
        while (true)
        {
            try
            {
                return await store.WriteAsync(changes, asLeader: false, CancellationToken.None);
            }
            catch (StateUnavailableException) when (!cutOff.IsCancellationRequested)
            {
                // The pass meets the same, and says so. Whether this was written, only the store knows.
                outbox.Doubt();
                await Task.Delay(WriteAgainAfter, time, cutOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static string Kind(Notification notification) =>
        notification.IsResolved ? "resolved" : notification.IsRepeat ? "still firing" : "firing";
}
