using System.Diagnostics;
using System.Diagnostics.Metrics;
using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;
using Monitor.Scraping;

namespace Monitor.Alerting;

/// <summary>What the Monitor says of its own work; nothing here is labelled by instance or alert, of which there is no end.</summary>
internal sealed class AlertingMetrics
{
    private static readonly double[] Buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300];
    private readonly Histogram<double> _evaluation;
    private readonly Histogram<double> _latency;
    private readonly Histogram<double> _delivery;
    private readonly Counter<long> _notifications;
    private readonly Counter<long> _failures;

    public AlertingMetrics(IMeterFactory meters, InstanceBoard board, Outbox outbox, AlertingBoard view)
    {
        var meter = meters.Create("Slipway.Monitor");
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets };
        _evaluation = meter.CreateHistogram("slipway.monitor.evaluation.duration", "s", "Of one look at all rules.", advice: advice);
        _latency = meter.CreateHistogram(
            "slipway.monitor.notification.latency", "s", "From an alert's beginning or end to the delivery of its notification.", advice: advice);
        _delivery = meter.CreateHistogram("slipway.monitor.delivery.duration", "s", "Of one attempt to deliver.", advice: advice);
        _notifications = meter.CreateCounter<long>("slipway.monitor.notifications", null, "Notifications that were decided on, by kind.");
        _failures = meter.CreateCounter<long>("slipway.monitor.delivery.failures", null, "Attempts to deliver that failed, by what follows.");
        meter.CreateObservableGauge("slipway.monitor.targets", () => board.All.Count, null, "Instances that are scraped.");
        meter.CreateObservableGauge("slipway.monitor.outbox", () => outbox.Waiting.Count(), null, "Notifications not yet delivered.");
        meter.CreateObservableGauge(
            "slipway.monitor.alerts", () => view.View.Alerts.Count(alert => alert.Alert.EndsAt is null), null, "Alerts that fire.");
        meter.CreateObservableGauge(
            "slipway.monitor.failing", () => view.View.Error is null ? 0 : 1, null, "1 while the state is away, or passes over the rules fail.");
        meter.CreateObservableGauge("slipway.monitor.leader", () => view.View.Leads ? 1 : 0, null, "1 on the replica that alerts.");
    }

    public static long Start() => Stopwatch.GetTimestamp();

    public void Evaluated(long started) => _evaluation.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);

    public void Enqueued(Notification notification) => _notifications.Add(
        1, new KeyValuePair<string, object?>("kind", notification.IsResolved ? "resolved" : notification.IsRepeat ? "repeat" : "firing"));

    public void Attempted(Integration integration, long started) => _delivery.Record(
        Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("integration", integration.GetType().Name));

    public void Delivered(Notification notification, DateTimeOffset now)
    {
        if (!notification.IsRepeat && Newest(notification) is { } since)
        {
            _latency.Record(Math.Max(0, (now - since).TotalSeconds));
        }
    }

    public void Failed(string outcome) => _failures.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    private static DateTimeOffset? Newest(Notification notification) => notification.IsResolved
        ? notification.Resolved.Max(alert => alert.EndsAt)
        : notification.Firing.Max(alert => alert.StartsAt);
}
