using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using Monitor.Alerting.Tracks;
using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Scraping;

namespace Monitor.Alerting;

/// <summary>
/// Looks at everything once: evaluates, decides what is to be told, and writes both down in one transaction. Only what is written
/// counts: when that fails, what is in memory is thrown away and read again, just as after a crash.
/// </summary>
internal sealed class AlertingPass(
    IStateStore store,
    AlertingPlanSource plans,
    InstanceBoard board,
    ITargetSource targets,
    IEnumerable<ISampleSource> sources,
    ITrackReports tracks,
    Outbox outbox,
    AlertingBoard view,
    AlertingMetrics metrics,
    IOptions<AlertingOptions> options,
    ILogger<AlertingPass> logger)
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReceivedRetention = AlertLife.Retention;
    private readonly ISampleSource[] _sources = [.. sources];
    private AlertBook _book = new();
    private AlertingPlan? _plan;
    private Dictionary<string, NotificationEntry> _log = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, DateTimeOffset> _timers = new Dictionary<string, DateTimeOffset>();
    private Dictionary<string, Alert> _received = new(StringComparer.Ordinal);
    private List<Silence> _silences = [];
    private DateTimeOffset _renewed = DateTimeOffset.MinValue;
    private DateTimeOffset _refreshed = DateTimeOffset.MinValue;
    private DateTimeOffset _knownSince = DateTimeOffset.MaxValue;
    private bool _isLoaded;

    /// <summary>Whether this replica is the one that alerts.</summary>
    public bool Leads { get; private set; }

    /// <exception cref="StateUnavailableException">Nothing was changed, or nobody knows whether; the next pass begins anew.</exception>
    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await LeadAsync(now, cancellationToken);
            if (!Leads)
            {
                _isLoaded = false;
                await FollowAsync(now, cancellationToken);
                return;
            }

            if (outbox.TakeDoubt() || !_isLoaded)
            {
                await LoadAsync(now, cancellationToken);
            }

            var changes = new List<StateChange>(await RefreshAsync(now, cancellationToken));
            changes.AddRange(Evaluate(now));
            var (publish, told) = Tell(now);
            changes.AddRange(told.Changes);
            if (changes.Count > 0 && !await store.WriteAsync(changes, asLeader: true, cancellationToken))
            {
                Log.LeadLost(logger);
                Forget();
                return;
            }

            Accept(told);
            view.View = publish;
        }
        catch (StateUnavailableException e)
        {
            Forget();
            view.View = view.View with { Error = e.Message, Leads = false };
            throw;
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>The lead is given up in memory only: it runs out by itself, and this replica may have it again.</summary>
    private void Forget() => (Leads, _isLoaded, _renewed) = (false, false, DateTimeOffset.MinValue);

    private async Task LeadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - _renewed < options.Value.Lease / 4)
        {
            return;
        }

        var led = Leads;
        Leads = await store.LeadAsync(options.Value.Lease, cancellationToken);
        _renewed = Leads ? now : now - (options.Value.Lease / 4) + RefreshInterval;
        if (Leads && !led)
        {
            Log.Leads(logger);
        }
    }

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var book = new AlertBook();
        foreach (var stored in await ReadAsync(StateMaps.Alerts, StateJson.Default.StoredAlert, cancellationToken))
        {
            book.Put(Booked(stored));
        }

        var log = await ReadAsync(StateMaps.Log, StateJson.Default.NotificationEntry, cancellationToken);
        outbox.Load(
            await ReadAsync(StateMaps.Outbox, StateJson.Default.OutboxItem, cancellationToken),
            await ReadAsync(StateMaps.Sent, StateJson.Default.SentNotification, cancellationToken));
        _log = log.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        _timers = new Dictionary<string, DateTimeOffset>();
        (_book, _plan, _isLoaded) = (book, null, true);
        (_refreshed, _knownSince) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Log.StateLoaded(logger, book.Count, outbox.Items.Count());
    }

    /// <summary>With a rule that takes the place of its own, until the plan gives that.</summary>
    private static BookedAlert Booked(StoredAlert stored)
    {
        var rule = new AlertRule(
            stored.Labels[AlertRule.NameLabel], new Rules.Expressions.Expression.Number(0), "", new Condition(true, 0, null),
            ValueUnit.None, TimeSpan.Zero, TimeSpan.Zero, null, stored.MuteDuringRollout, LabelSet.Empty, new Dictionary<string, string>());
        return new BookedAlert(rule, stored.Rule, stored.Target, stored.Labels, stored.State) { Annotations = stored.Annotations };
    }

    /// <summary>Reads what other replicas may have written. Returns what is too old to be kept.</summary>
    private async Task<IReadOnlyList<StateChange>> RefreshAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!view.TakeInvalidation() && now - _refreshed < RefreshInterval)
        {
            return [];
        }

        var received = await ReadAsync(StateMaps.Received, StateJson.Default.Alert, cancellationToken);
        var silences = await ReadAsync(StateMaps.Silences, StateJson.Default.StoredSilence, cancellationToken);
        _refreshed = now;
        _received = received.Where(alert => !IsOver(alert)).ToDictionary(alert => alert.Fingerprint, StringComparer.Ordinal);
        _silences = [.. silences.Where(silence => !IsPast(silence)).Select(silence => silence.ToSilence())];
        return
        [
            .. received.Where(IsOver).Select(alert => new StateChange(StateMaps.Received, alert.Fingerprint, null)),
            .. silences.Where(IsPast).Select(silence => new StateChange(StateMaps.Silences, silence.Id, null)),
        ];

        bool IsOver(Alert alert) => alert.EndsAt + ReceivedRetention < now;
        bool IsPast(StoredSilence silence) => silence.EndsAt + Silence.Retention < now;
    }

    private List<StateChange> Evaluate(DateTimeOffset now)
    {
        var plan = plans.Current;
        if (!ReferenceEquals(plan, _plan))
        {
            _book.Use(plan.Rules);
            _plan = plan;
        }

        var areKnown = targets.Current is { FoundAt: not null, Error: null } && Array.TrueForAll(_sources, source => source.IsKnown);
        _knownSince = !areKnown ? DateTimeOffset.MaxValue : _knownSince == DateTimeOffset.MaxValue ? now : _knownSince;
        var instances = board.All.Select(instance => (instance, true))
            .Concat(_sources.SelectMany(source => source.Reported).Select(instance => (instance, false)));
        var started = AlertingMetrics.Start();
        // A target is listed before it is watched: whoever is missing for these seconds is not gone.
        var changed = _book.Look(
            instances, now - _knownSince >= TimeSpan.FromSeconds(3), tracks.Current, options.Value.MaxAlerts, now);
        metrics.Evaluated(started);
        return
        [
            .. changed.DistinctBy(alert => alert.Labels.Fingerprint).Select(alert => new StateChange(
                StateMaps.Alerts,
                alert.Labels.Fingerprint,
                alert.State.Phase == AlertPhase.Inactive
                    ? null
                    : JsonSerializer.Serialize(
                        new StoredAlert(
                            alert.RuleKey, alert.Target, alert.Labels, alert.Annotations,
                            alert.Rule.MuteDuringRollout, alert.State),
                        StateJson.Default.StoredAlert))),
        ];
    }

    private (AlertingView View, Told Told) Tell(DateTimeOffset now)
    {
        var plan = _plan!;
        var console = options.Value.ConsoleAddress?.ToString() ?? "";
        Alert[] alerts = [.. _book.Alerts.Select(alert => ToAlert(alert, console, now)).OfType<Alert>(), .. _received.Values];
        var suppressions = new Suppressions(
            alerts, _silences, plan.InhibitRules, tracks.Current.Rolling(options.Value.MuteAfterRollout, now), now);
        var dispatch = Dispatcher.Plan(plan.Route, plan.Receivers, alerts, suppressions, _timers, _log, now);
        var told = Told.Of(dispatch, outbox, now);
        var publish = new AlertingView(
            now, true, [.. alerts.Select(alert => new ViewedAlert(alert, suppressions.Of(alert)))], _silences, null);
        return (publish, told with { Changes = [.. told.Changes, .. Outdated(alerts, now)] });
    }

    /// <summary>Lines of the log on groups that are long gone, so that it does not grow for ever.</summary>
    private IEnumerable<StateChange> Outdated(Alert[] alerts, DateTimeOffset now)
    {
        var known = alerts.Select(alert => alert.Fingerprint).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in _log.Values.Where(entry => now - entry.At > TimeSpan.FromDays(1) && !entry.Firing.Any(known.Contains)).ToArray())
        {
            _log.Remove(entry.Key);
            yield return new StateChange(StateMaps.Log, entry.Key, null);
        }
    }

    private void Accept(Told told)
    {
        _timers = told.Timers;
        foreach (var entry in told.Entries)
        {
            _log[entry.Key] = entry;
        }

        foreach (var replaced in told.Replaced)
        {
            outbox.Remove(replaced);
        }

        foreach (var item in told.Items)
        {
            outbox.Put(item);
            metrics.Enqueued(item.Notification);
        }
    }

    private static Alert? ToAlert(BookedAlert alert, string console, DateTimeOffset now) => alert.State switch
    {
        { Phase: AlertPhase.Firing } state => Make(state.StartedAt, null),
        { Phase: AlertPhase.Resolved or AlertPhase.Pending, EndedAt: { } end } state => Make(state.StartedAt, end),
        _ => null,
    } is { } made ? made with
    {
        Annotations = alert.Annotations,
        GeneratorUrl = console,
        UpdatedAt = now,
        Labels = alert.Labels,
        MuteDuringRollout = alert.Rule.MuteDuringRollout,
    } : null;

    private static Alert? Make(DateTimeOffset start, DateTimeOffset? end) =>
        new(LabelSet.Empty, new Dictionary<string, string>(), start, end, start);

    /// <summary>Whoever does not alert shows what the one that does has written.</summary>
    private async Task FollowAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!view.TakeInvalidation() && now - _refreshed < RefreshInterval)
        {
            return;
        }

        var stored = await ReadAsync(StateMaps.Alerts, StateJson.Default.StoredAlert, cancellationToken);
        _refreshed = DateTimeOffset.MinValue;
        await RefreshAsync(now, cancellationToken);
        var plan = plans.Current;
        var console = options.Value.ConsoleAddress?.ToString() ?? "";
        Alert[] alerts =
        [
            .. stored.Select(alert => ToAlert(Booked(alert), console, now)).OfType<Alert>(),
            .. _received.Values,
        ];
        outbox.Load(
            await ReadAsync(StateMaps.Outbox, StateJson.Default.OutboxItem, cancellationToken),
            await ReadAsync(StateMaps.Sent, StateJson.Default.SentNotification, cancellationToken));
        var suppressions = new Suppressions(
            alerts, _silences, plan.InhibitRules, tracks.Current.Rolling(options.Value.MuteAfterRollout, now), now);
        view.View = new AlertingView(
            now, false, [.. alerts.Select(alert => new ViewedAlert(alert, suppressions.Of(alert)))], _silences, null);
    }

    private async Task<List<T>> ReadAsync<T>(
        string map, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        foreach (var (field, text) in await store.ReadAsync(map, cancellationToken))
        {
            try
            {
                items.Add(JsonSerializer.Deserialize(text, type) ?? throw new JsonException("null"));
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                // Somebody else's, or a later version's: the rest is good, and alerting goes on.
                Log.StateUnreadable(logger, map, field, e.Message);
            }
        }

        return items;
    }
}
