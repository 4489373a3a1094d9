using Monitor.Alerting;
using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;

namespace Monitor.Forwarding;

/// <summary>Keeps one Alertmanager told; one that is away holds up nobody else. Not for several threads at once.</summary>
internal sealed class ForwardLane(
    string name,
    AlertmanagerOptions alertmanager,
    AlertmanagerClient client,
    ForwardingOptions options,
    AlertingBoard board,
    ForwardingMetrics metrics,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Alerts of one request, as in Prometheus.</summary>
    private const int BatchSize = 64;

    /// <summary>An Alertmanager that is back is told within this time.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private readonly ForwardBook _book = new(options.ResendDelay);
    private volatile int _failures;
    private volatile int _waiting;
    private string? _fault;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public string Name => name;

    /// <summary>Requests that failed, one after the other.</summary>
    public int Failures => _failures;

    /// <summary>Alerts that it has to be told, or told again.</summary>
    public int Waiting => _waiting;

    /// <summary>Sends what is due, where this replica leads and the last failure is long enough ago.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var (now, view) = (time.GetUtcNow(), board.View);
        if (!view.Leads)
        {
            _book.Forget();
            (_waiting, _failures, _fault) = (0, 0, null);
            return;
        }

        var due = _book.Due(view.Alerts, now);
        _waiting = due.Count;
        if (now < _notBefore)
        {
            return;
        }

        foreach (var batch in due.Chunk(BatchSize))
        {
            if (!Settle(batch, await client.SendAsync(alertmanager, batch, now, cancellationToken), now))
            {
                return;
            }
        }
    }

    /// <summary>Whether it can be told more.</summary>
    private bool Settle(Alert[] batch, Delivery delivery, DateTimeOffset now)
    {
        if (delivery is Delivery.Done)
        {
            Came(batch.Length);
        }
        else
        {
            Failed(delivery);
        }

        if (delivery is Delivery.Later)
        {
            var wait = Backoff.After(_failures);
            _notBefore = time.GetUtcNow() + (wait < MaxWait ? wait : MaxWait);
            return false;
        }

        // What was refused would be refused again: it is tried anew only when it is said anew anyway.
        _book.Sent(batch, now);
        _waiting -= batch.Length;
        return true;
    }

    private void Came(int count)
    {
        metrics.Forwarded(name, count);
        if (_fault is not null)
        {
            Log.Back(logger, name);
        }

        (_failures, _fault) = (0, null);
    }

    private void Failed(Delivery delivery)
    {
        _failures++;
        var (reason, outcome) = delivery is Delivery.Later later ? (later.Reason, "later") : (((Delivery.Refused)delivery).Reason, "refused");
        metrics.Failed(name, outcome);
        if (_fault != reason)
        {
            Log.Failed(logger, name, alertmanager.AlertsAddress, reason);
        }

        _fault = reason;
    }
}
