using Microsoft.Extensions.Options;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Dispatch;
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

    /// <summary>How long a refusal counts as a failure: whoever was told of it can see it in the outbox from then on.</summary>
    private static readonly TimeSpan RefusalCounts = TimeSpan.FromHours(1);

    private readonly WatchedInstance _instance = new(
        new Target(new Uri("http://monitor/"), SourceName, SourceName, "", "", "", ""), time.GetUtcNow(), options.Value);

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
        var failing = outbox.Items.Count(item => IsFailing(item, now));
        _instance.Record(new ScrapeResult(now, TimeSpan.Zero, null, 0),
        [
            Point("slipway_monitor_up", 1),
            Point("slipway_monitor_discovery_failed", targets.Current.Error is null ? 0 : 1),
            Point("slipway_monitor_notifications_failing", failing),
            Point("slipway_monitor_rules_refused", plans.Faults.Count > 0 ? 1 : 0),
            Point("slipway_monitor_alerts_refused", board.HasRefused(now) ? 1 : 0),
        ]);
    }

    /// <summary>
    /// What has just been put there, or failed once, is not failing. What was said of the Monitor itself, and refused, does not count:
    /// NotificationsFailing would be refused too, and each time be the reason for its own next.
    /// </summary>
    private static bool IsFailing(OutboxItem item, DateTimeOffset now) => item.IsRejected
        ? now - item.RejectedAt < RefusalCounts
            && !item.Notification.Firing.Concat(item.Notification.Resolved).All(IsOfItself)
        : item.Attempts > 2;

    private static bool IsOfItself(Alert alert) => alert.Labels["service"] == SourceName && alert.Labels["instance"] == SourceName;

    private static MetricPoint Point(string name, double value) => new(new SeriesId(name, []), value, null);
}
