using Monitor.Dispatch;

namespace Monitor.Alerting.Outgoing;

/// <summary>Delivers notifications in one way.</summary>
internal interface INotifier
{
    bool Takes(Integration integration);

    /// <summary>Ends within the time that a claim lasts. Only cancellation is an exception.</summary>
    Task<Delivery> DeliverAsync(Integration integration, Notification notification, CancellationToken cancellationToken);
}
