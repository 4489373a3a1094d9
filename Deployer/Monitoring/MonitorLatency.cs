namespace Deployer.Monitoring;

/// <param name="Bounds">Upper bounds of the buckets in seconds, but for the last, which has none.</param>
/// <param name="Counts">Cumulative; one more than there are bounds.</param>
internal sealed record MonitorLatency(IReadOnlyList<double> Bounds, IReadOnlyList<double> Counts);
