namespace Monitor.Samples;

/// <summary>A quantile of what a histogram has counted, by linear interpolation within a bucket, as Prometheus' <c>histogram_quantile</c>.</summary>
internal static class HistogramQuantile
{
    /// <summary>
    /// Null where the buckets do not say: nothing was counted, the last one is not that of everything, or there is none beside it.
    /// Beyond the last finite bound there is nothing to interpolate to: that bound is the answer.
    /// </summary>
    /// <param name="rank">0 to 1.</param>
    /// <param name="bounds">Upper bounds, ascending, the last of them infinite.</param>
    /// <param name="counts">How much was at or below each.</param>
    public static double? Of(double rank, double[] bounds, double[] counts)
    {
        if (bounds is not [.., _, double.PositiveInfinity] || counts is not [.., > 0])
        {
            return null;
        }

        var wanted = rank * counts[^1];
        var bucket = Array.FindIndex(counts, count => count >= wanted);
        if (bucket < 0 || bucket == bounds.Length - 1)
        {
            return bounds[^2];
        }

        var (lower, below) = bucket == 0 ? (Math.Min(0, bounds[0]), 0) : (bounds[bucket - 1], counts[bucket - 1]);
        var inside = counts[bucket] - below;
        return inside <= 0 ? bounds[bucket] : lower + ((bounds[bucket] - lower) * (wanted - below) / inside);
    }
}
