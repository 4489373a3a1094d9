using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using Monitor.Alerting.Tracks;
using Monitor.Rules;
using Monitor.Scraping;

namespace Monitor.Alerting.Evaluation;

/// <summary>Evaluates the rules over everything that was scraped or reported. Not for several threads at once.</summary>
internal sealed class Evaluator(
    InstanceBoard board,
    ITargetSource targets,
    IEnumerable<ISampleSource> sources,
    ITrackReports tracks,
    AlertingMetrics metrics,
    IOptions<AlertingOptions> options)
{
    /// <summary>A target is listed before it is watched: whoever is missing for these seconds is not gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ISampleSource[] _sources = [.. sources];
    private AlertBook _book = new();
    private AlertingPlan? _plan;
    private DateTimeOffset? _knownSince;

    public IEnumerable<BookedAlert> Alerts => _book.Alerts;

    /// <summary>Begins anew with what was written.</summary>
    public void Load(IEnumerable<StoredAlert> alerts)
    {
        (_book, _plan, _knownSince) = (new AlertBook(), null, null);
        foreach (var stored in alerts)
        {
            _book.Put(BookedAlert.Of(stored));
        }
    }

    /// <summary>Returns what has changed, to be written.</summary>
    public IReadOnlyList<StateChange> Evaluate(AlertingPlan plan, DateTimeOffset now)
    {
        if (!ReferenceEquals(plan, _plan))
        {
            _book.Use(plan.Rules);
            _plan = plan;
        }

        (WatchedInstance Instance, bool IsScraped)[] instances =
        [
            .. board.All.Select(instance => (instance, true)),
            .. _sources.SelectMany(source => source.Reported).Select(instance => (instance, false)),
        ];
        var started = AlertingMetrics.Start();
        var changed = _book.Look(instances, AreTargetsKnown(now), tracks.Current, options.Value.MaxAlerts, now);
        metrics.Evaluated(started);
        return [.. changed.DistinctBy(alert => alert.Labels.Fingerprint).Select(Change)];
    }

    private bool AreTargetsKnown(DateTimeOffset now)
    {
        var areKnown = targets.Current is { FoundAt: not null, Error: null } && Array.TrueForAll(_sources, source => source.IsKnown);
        _knownSince = areKnown ? _knownSince ?? now : null;
        return now - _knownSince >= Patience;
    }

    private static StateChange Change(BookedAlert alert) => new(
        StateMaps.Alerts,
        alert.Labels.Fingerprint,
        alert.State.Phase == AlertPhase.Inactive ? null : JsonSerializer.Serialize(alert.ToStored(), StateJson.Default.StoredAlert));
}
