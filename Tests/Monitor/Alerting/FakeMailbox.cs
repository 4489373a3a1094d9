using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;

namespace Tests.Alerting;

/// <summary>Takes notifications as it is told to.</summary>
internal sealed class FakeMailbox : INotifier
{
    public List<Notification> Delivered { get; } = [];

    public Func<Notification, Delivery> Answer { get; set; } = _ => new Delivery.Done("taken");

    /// <summary>What it does before it answers: it may hang.</summary>
    public Func<Notification, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public IEnumerable<string> Told => Delivered.Select(notification =>
        $"{(notification.IsResolved ? "resolved" : notification.IsRepeat ? "repeat" : "firing")} "
        + string.Join(" ", notification.Firing.Concat(notification.Resolved).Select(alert => $"{alert.Name}:{alert.Labels["instance"]}").Order()));

    public bool Takes(Integration integration) => integration is Integration.Email;

    public async Task<Delivery> DeliverAsync(Integration integration, Notification notification, CancellationToken cancellationToken)
    {
        await Before(notification, cancellationToken);
        var answer = Answer(notification);
        if (answer is Delivery.Done)
        {
            Delivered.Add(notification);
        }

        return answer;
    }
}
