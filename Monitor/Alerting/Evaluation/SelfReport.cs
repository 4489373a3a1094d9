using Microsoft.Extensions.Options;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Samples;
using Monitor.Scraping;

namespace Monitor.Alerting.Evaluation;

/// <summary>The Monitor's own health as samples, so that rules can be about it.</summary>
internal sealed class SelfReport(
    ITargetSource targets, Outbox outbox, AlertingPlanSource plans, AlertingBoard board, IOptions<ScrapeOptions> options, TimeProvider time)
    : ISampleSource
{
    public const string SourceName = "monitor";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly WatchedInstance _instance = new(
        new Target(new Uri("http://monitor/"), "monitor", "monitor", "", "", "", ""), time.GetUtcNow(), options.Value);

    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public IReadOnlyCollection<WatchedInstance> Reported => [_instance];

    public string Name => SourceName;

    public bool IsKnown => true;

    public void Report(DateTimeOffset now)
    {
        if (now - _last < Interval)
        {
            return;
        }

        _last = now;
        // What has just been put there, or failed once, is not failing.
        var failing = outbox.Items.Count(item => item.IsRejected || item.Attempts > 2);
        _instance.Record(new ScrapeResult(now, TimeSpan.Zero, null, 0),
        [
            Point("slipway_monitor_up", 1),
            Point("slipway_monitor_discovery_failed", targets.Current.Error is null ? 0 : 1),
            Point("slipway_monitor_notifications_failing", failing),
            Point("slipway_monitor_rules_refused", plans.Faults.Count > 0 ? 1 : 0),
            Point("slipway_monitor_alerts_refused", board.HasRefused(now) ? 1 : 0),
        ]);
    }

    private static MetricPoint Point(string name, double value) => new(new SeriesId(name, []), value, null);
}
