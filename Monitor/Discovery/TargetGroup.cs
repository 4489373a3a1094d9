namespace Monitor.Discovery;

/// <summary>prometheus.io/docs/prometheus/latest/http_sd: addresses as host:port, and the labels they share.</summary>
internal sealed record TargetGroup(IReadOnlyList<string>? Targets, IReadOnlyDictionary<string, string?>? Labels);
