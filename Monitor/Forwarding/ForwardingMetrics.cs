using System.Diagnostics.Metrics;

namespace Monitor.Forwarding;

/// <summary>By the Alertmanagers' names in the settings, of which there are few.</summary>
internal sealed class ForwardingMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _forwarded;
    private readonly Counter<long> _failures;

    public ForwardingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Slipway.Monitor.Forwarding");
        _forwarded = _meter.CreateCounter<long>("slipway.monitor.forwarded", null, "Alerts that an Alertmanager took.");
        _failures = _meter.CreateCounter<long>(
            "slipway.monitor.forward.failures", null, "Requests to an Alertmanager that failed, by what follows.");
    }

    public void Watch(ForwardLanes lanes) => _meter.CreateObservableGauge(
        "slipway.monitor.forward.waiting",
        () => lanes.All.Select(lane => new Measurement<int>(lane.Waiting, Name(lane.Name))),
        null,
        "Alerts that an Alertmanager has to be told.");

    public void Forwarded(string name, int count) => _forwarded.Add(count, Name(name));

    public void Failed(string name, string outcome) =>
        _failures.Add(1, Name(name), new KeyValuePair<string, object?>("outcome", outcome));

    private static KeyValuePair<string, object?> Name(string name) => new("alertmanager", name);
}
