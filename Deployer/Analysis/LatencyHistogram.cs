using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>How long requests took, in buckets as Prometheus has them.</summary>
/// <param name="Bounds">Upper bounds in seconds, ascending, the last one infinite.</param>
/// <param name="Counts">Requests at or below each bound (cumulative), one for each bound; not below zero, not falling.</param>
internal sealed record LatencyHistogram(ImmutableArray<double> Bounds, ImmutableArray<double> Counts);
