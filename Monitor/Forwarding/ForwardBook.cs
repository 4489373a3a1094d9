using Monitor.Alerting;
using Monitor.Dispatch;

namespace Monitor.Forwarding;

/// <summary>
/// What one Alertmanager was told, and so what it is to be told: a beginning and an end at once, and what holds again and again, as
/// Prometheus does (<c>rules/alerting.go</c>, <c>needsSending</c>). It holds no more than there are alerts: instead of a queue, of which the
/// oldest would be thrown away, it sends how things are now. Not for several threads at once.
/// </summary>
internal sealed class ForwardBook(TimeSpan resendDelay)
{
    private Dictionary<string, Entry> _sent = new(StringComparer.Ordinal);

    /// <summary>Those of the own rules that are to be sent now. The book forgets those that are not among the alerts any more.</summary>
    public IReadOnlyList<Alert> Due(IReadOnlyList<ViewedAlert> alerts, DateTimeOffset now)
    {
        var due = new List<Alert>();
        var kept = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (alert, suppression) in alerts)
        {
            var isKnown = _sent.TryGetValue(alert.Fingerprint, out var sent);
            // What others have sent they can send there as well; and two that forward to each other would never let it end.
            // Of one that a rollout mutes nobody is told; but one that is known there would end there if it were not said again.
            if (alert.IsReceived || (suppression.MutedBy is not null && !isKnown))
            {
                continue;
            }

            if (isKnown)
            {
                kept[alert.Fingerprint] = sent;
            }

            if (!isKnown || sent.StartsAt != alert.StartsAt || sent.EndsAt != alert.EndsAt || now - sent.At >= resendDelay)
            {
                due.Add(alert);
            }
        }

        _sent = kept;
        return due;
    }

    public void Sent(IEnumerable<Alert> alerts, DateTimeOffset now)
    {
        foreach (var alert in alerts)
        {
            _sent[alert.Fingerprint] = new Entry(alert.StartsAt, alert.EndsAt, now);
        }
    }

    /// <summary>Another replica tells from now on; should it be this one again, it begins with everything.</summary>
    public void Forget() => _sent.Clear();

    private readonly record struct Entry(DateTimeOffset StartsAt, DateTimeOffset? EndsAt, DateTimeOffset At);
}
