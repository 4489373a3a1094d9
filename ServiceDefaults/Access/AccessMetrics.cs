using System.Diagnostics.Metrics;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Access;

/// <summary><c>slipway_access_refused_total{reason}</c>: no label but the reason, of which there are eight.</summary>
internal sealed class AccessMetrics
{
    private readonly Counter<long> _refused;

    public AccessMetrics(IMeterFactory meters) => _refused = meters.Create(Names.Meter).CreateCounter<long>(
        "slipway.access.refused", unit: null, "Requests that were not let in.");

    public void Refused(Refusal refusal) =>
        _refused.Add(1, new KeyValuePair<string, object?>("reason", refusal.ToString().ToLowerInvariant()));
}
