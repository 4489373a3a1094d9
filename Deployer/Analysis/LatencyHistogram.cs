using System.Collections.Immutable;

namespace Deployer.Analysis;

/// <summary>How long requests took, in buckets as Prometheus has them.</summary>
/// <param name="Bounds">Upper bounds in seconds, ascending, the last one infinite.</param>
/// <param name="Counts">Requests at or below each bound (cumulative), one for each bound; not below zero, not falling.</param>
internal sealed record LatencyHistogram(ImmutableArray<double> Bounds, ImmutableArray<double> Counts)
{
    public static LatencyHistogram Empty { get; } = new([], []);

    /// <summary>All requests in it.</summary>
    public double Total => Counts.IsDefaultOrEmpty ? 0 : Counts[^1];

    /// <summary>
    /// Seconds below which this part of the requests stayed, interpolated within a bucket as Prometheus'
    /// <c>histogram_quantile</c> does; the last finite bound for what lies beyond it; null when there are no requests.
    /// </summary>
    /// <param name="quantile">0..1.</param>
    public double? Quantile(double quantile)
    {
        if (Total <= 0)
        {
            return null;
        }

        var rank = quantile * Total;
        var bucket = 0;
        while (bucket < Counts.Length - 1 && Counts[bucket] < rank)
        {
            bucket++;
        }

        return double.IsInfinity(Bounds[bucket]) ? Below(bucket) : Within(bucket, rank);
    }

    /// <summary>
    /// How many requests surely took longer than this: those of the buckets that lie wholly above it. Where in its own
    /// bucket a request stood nobody knows, and none is held against a release for that.
    /// </summary>
    /// <param name="seconds">Not below zero.</param>
    public double SurelyAbove(double seconds)
    {
        for (var bucket = 0; bucket < Bounds.Length; bucket++)
        {
            if (Bounds[bucket] >= seconds)
            {
                return Total - Counts[bucket];
            }
        }

        return 0;
    }

    private double Within(int bucket, double rank)
    {
        var (low, before) = (Below(bucket), bucket == 0 ? 0 : Counts[bucket - 1]);
        var here = Counts[bucket] - before;
        return here <= 0 ? Bounds[bucket] : low + ((Bounds[bucket] - low) * (rank - before) / here);
    }

    private double Below(int bucket) => bucket == 0 ? 0 : Bounds[bucket - 1];
}
