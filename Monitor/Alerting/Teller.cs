using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>Decides what is to be told, by what was told. Not for several threads at once.</summary>
internal sealed class Teller(Outbox outbox, AlertingMetrics metrics)
{
    private static readonly TimeSpan LogRetention = TimeSpan.FromDays(1);
    private Dictionary<string, NotificationEntry> _log = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, DateTimeOffset> _timers = new Dictionary<string, DateTimeOffset>();

    private IReadOnlySet<string>? _open;

    /// <summary>Fingerprints of what somebody was told fires, and not yet that it ended.</summary>
    public IReadOnlySet<string> Open => _open ??= _log.Values.SelectMany(entry => entry.Firing).ToHashSet(StringComparer.Ordinal);

    public void Load(IEnumerable<NotificationEntry> log)
    {
        _log = log.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        _timers = new Dictionary<string, DateTimeOffset>();
        _open = null;
    }

    public Told Tell(AlertingPlan plan, Situation situation)
    {
        var dispatch = Dispatcher.Plan(
            plan.Route, plan.Receivers, situation.Alerts, situation.Suppressions, _timers, _log, situation.At);
        var told = Told.Of(dispatch, outbox, situation.At);
        return told with { Changes = [.. told.Changes, .. TakeOutdated(situation)] };
    }

    /// <summary>What was decided is written.</summary>
    public void Accept(Told told)
    {
        _timers = told.Timers;
        foreach (var entry in told.Entries)
        {
            _log[entry.Key] = entry;
        }

        _open = told.Entries.Count > 0 ? null : _open;

        foreach (var removed in told.Removed)
        {
            outbox.Remove(removed);
        }

        foreach (var item in told.Items)
        {
            outbox.Put(item);
            metrics.Enqueued(item.Notification);
        }
    }

    /// <summary>Lines of the log on groups that are long gone, so that it does not grow for ever.</summary>
    private IReadOnlyList<StateChange> TakeOutdated(Situation situation)
    {
        NotificationEntry[] old = [.. _log.Values.Where(entry => situation.At - entry.At > LogRetention)];
        if (old.Length == 0)
        {
            return [];
        }

        var known = situation.Alerts.Select(alert => alert.Fingerprint).ToHashSet(StringComparer.Ordinal);
        string[] gone = [.. old.Where(entry => !entry.Firing.Any(known.Contains)).Select(entry => entry.Key)];
        foreach (var key in gone)
        {
            _log.Remove(key);
        }

        return [.. gone.Select(key => new StateChange(StateMaps.Log, key, null))];
    }
}
