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
    AlertingBoard view,
    AlertingMetrics metrics,
    IOptions<AlertingOptions> options,
    ILogger<Evaluator> logger)
{
    private readonly ISampleSource[] _sources = [.. sources];
    private AlertBook _book = new();
    private AlertingPlan? _plan;
    private KnownSources _known = new();

    public IEnumerable<BookedAlert> Alerts => _book.Alerts;

    /// <summary>Begins anew with what was written.</summary>
    public void Load(IEnumerable<StoredAlert> alerts, DateTimeOffset now)
    {
        (_book, _plan, _known) = (new AlertBook(), null, new KnownSources());
        foreach (var stored in alerts)
        {
            _book.Put(BookedAlert.Of(stored with { State = AlertLife.Resumed(stored.State, now) }));
        }
    }

    /// <summary>Returns what has changed, to be written.</summary>
    /// <param name="open">See <see cref="LookTerms"/>.</param>
    public IReadOnlyList<StateChange> Evaluate(AlertingPlan plan, IReadOnlySet<string> open, DateTimeOffset now)
    {
        if (!ReferenceEquals(plan, _plan))
        {
            _book.Use(plan.Rules);
            _plan = plan;
        }

        SourcedInstance[] instances =
        [
            .. board.All.Select(instance => new SourcedInstance(instance, SourcedInstance.Scraped)),
            .. _sources.SelectMany(source => source.Reported.Select(instance => new SourcedInstance(instance, source.Name))),
        ];
        _known.Look(
            [(SourcedInstance.Scraped, AreTargetsKnown), .. _sources.Select(source => (source.Name, source.IsKnown))], now);
        var started = AlertingMetrics.Start();
        var changed = _book.Look(instances, new LookTerms(_known, tracks.Current, open, options.Value.MaxAlerts, now));
        metrics.Evaluated(started);
        if (_book.HasRefused)
        {
            Refuse(now);
        }

        return [.. changed.DistinctBy(alert => alert.Labels.Fingerprint).Select(Change)];
    }

    private bool AreTargetsKnown => targets.Current is { FoundAt: not null, Error: null };

    private void Refuse(DateTimeOffset now)
    {
        if (!view.HasRefused(now))
        {
            Log.AlertsRefused(logger, options.Value.MaxAlerts);
        }

        view.Refused(now);
    }

    private static StateChange Change(BookedAlert alert) => new(
        StateMaps.Alerts,
        alert.Labels.Fingerprint,
        alert.State.Phase == AlertPhase.Inactive ? null : JsonSerializer.Serialize(alert.ToStored(), StateJson.Default.StoredAlert));
}
