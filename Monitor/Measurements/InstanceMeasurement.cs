using System.Globalization;
using Monitor.Samples;
using Monitor.Scraping;

namespace Monitor.Measurements;

/// <summary>What one instance did in a window of time, from the samples that were taken of it.</summary>
/// <param name="Requests">Requests answered.</param>
/// <param name="ServerErrors">How many of those were answered 5xx.</param>
/// <param name="Buckets">Requests that took at most so many seconds, by the bound.</param>
/// <param name="Cpu">The mean, 0..1 of the limit; null when it was not told.</param>
/// <param name="MemoryAvailable">The least, in bytes; null when it was not told.</param>
/// <param name="Restarts">How often its process was another than before.</param>
internal sealed record InstanceMeasurement(
    double Requests,
    double ServerErrors,
    IReadOnlyDictionary<double, double> Buckets,
    double? Cpu,
    double? MemoryAvailable,
    int Restarts)
{
    private const string StartTime = "process_start_time_seconds";

    /// <summary>Null when no scrape of the window told anything.</summary>
    public static InstanceMeasurement? Of(WatchedInstance instance, DateTimeOffset from, MeasurementOptions options)
    {
        var answers = Values(instance, "up", from).Where(sample => sample.Value > 0).ToList();
        if (answers.Count == 0 || answers[^1].At < from)
        {
            return null;
        }

        var starts = Values(instance, StartTime, from);
        var counters = new Counters(answers[0].At, IsYoung(starts, from));
        var counts = instance.Since($"{options.Histogram}_count", from);
        return new InstanceMeasurement(
            counts.Sum(counters.IncreaseOf),
            counts.Where(series => IsServerError(series.Id, options.StatusLabel)).Sum(counters.IncreaseOf),
            counters.Buckets(instance.Since($"{options.Histogram}_bucket", from)),
            Mean(Within(instance, "slipway_cpu_utilization_ratio", from)),
            Least(Within(instance, "slipway_memory_available_bytes", from)),
            Changes(starts));
    }

    private static List<Sample> Values(WatchedInstance instance, string metric, DateTimeOffset from) =>
        [.. instance.Since(metric, from).SelectMany(series => series.Samples).OrderBy(sample => sample.At)];

    private static IEnumerable<double> Within(WatchedInstance instance, string metric, DateTimeOffset from) =>
        Values(instance, metric, from).Where(sample => sample.At >= from && double.IsFinite(sample.Value)).Select(sample => sample.Value);

    // A process that started in the window had counted nothing before it.
    private static bool IsYoung(List<Sample> starts, DateTimeOffset from) =>
        starts.Count > 0 && starts[0].Value >= from.ToUnixTimeMilliseconds() / 1000.0;

    private static int Changes(List<Sample> starts) =>
        starts.Zip(starts.Skip(1)).Count(pair => Math.Abs(pair.Second.Value - pair.First.Value) > 1);

    private static bool IsServerError(SeriesId id, string label) =>
        id.Labels.TryGetValue(label, out var status)
        && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && code is >= 500 and <= 599;

    private static double? Mean(IEnumerable<double> values) => values.Select(value => (double?)value).Average();

    private static double? Least(IEnumerable<double> values) => values.Select(value => (double?)value).Min();

    /// <summary>Counters of one instance: one that appears after the first answer was zero until then.</summary>
    private sealed record Counters(DateTimeOffset FirstAnswer, bool AllFromZero)
    {
        public double IncreaseOf(SeriesSamples series) =>
            CounterIncrease.Of(series.Samples, AllFromZero || series.Samples[0].At > FirstAnswer);

        public Dictionary<double, double> Buckets(IEnumerable<SeriesSamples> series) => series
            .Select(one => (Bound: BoundOf(one.Id), Series: one))
            .Where(one => one.Bound is not null)
            .GroupBy(one => one.Bound!.Value)
            .ToDictionary(group => group.Key, group => group.Sum(one => IncreaseOf(one.Series)));

        private static double? BoundOf(SeriesId id) =>
            !id.Labels.TryGetValue("le", out var text) ? null
            : text is "+Inf" ? double.PositiveInfinity
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) ? bound : null;
    }
}
