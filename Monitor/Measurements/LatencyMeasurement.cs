using Monitor.Samples;

namespace Monitor.Measurements;

/// <summary>How long requests took. Quantiles are interpolated within a bucket, and null without requests.</summary>
/// <param name="P50">Seconds.</param>
/// <param name="P95">Seconds.</param>
/// <param name="P99">Seconds.</param>
/// <param name="Bounds">Upper bounds of the buckets in seconds, ascending; the last bucket has none.</param>
/// <param name="Counts">Requests at or below each bound, and at the end all of them: one more than there are bounds.</param>
internal sealed record LatencyMeasurement(
    double? P50, double? P95, double? P99, IReadOnlyList<double> Bounds, IReadOnlyList<double> Counts)
{
    /// <summary>The instances' buckets together; a bound that not all of them have is left out.</summary>
    public static LatencyMeasurement Of(IReadOnlyList<InstanceMeasurement> instances)
    {
        var told = instances.Where(instance => instance.Buckets.Count > 0).ToList();
        if (told.Count == 0)
        {
            return new LatencyMeasurement(null, null, null, [], []);
        }

        double[] bounds = [.. told[0].Buckets.Keys.Where(bound => told.All(one => one.Buckets.ContainsKey(bound))).Order()];
        double[] counts = [.. bounds.Select(bound => told.Sum(one => one.Buckets[bound]))];
        double? P(double rank) => HistogramQuantile.Of(rank, bounds, counts);
        return new LatencyMeasurement(P(0.5), P(0.95), P(0.99), [.. bounds.Where(double.IsFinite)], counts);
    }
}
