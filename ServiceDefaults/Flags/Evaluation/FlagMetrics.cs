using System.Diagnostics.Metrics;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>
/// How often which flag was found to be what, and how long a change took to arrive. At most as many series as there are tallies,
/// times two (on, off) and the 20 variants that a flag can have.
/// </summary>
internal sealed class FlagMetrics
{
    private static readonly double[] Buckets =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Histogram<double> _propagation;
    private long _version;

    public FlagMetrics(IMeterFactory meters, FlagTallies tallies)
    {
        var meter = meters.Create(Names.Meter);
        meter.CreateObservableCounter(
            "slipway.flag.evaluations",
            () => tallies.All.SelectMany(Of),
            "{evaluation}",
            "What flags were found to be.");
        meter.CreateObservableGauge(
            "slipway.flag.version", () => Volatile.Read(ref _version), unit: null, "The change that this instance has.");
        _propagation = meter.CreateHistogram(
            "slipway.flag.propagation",
            "s",
            "From a change, by the clock of who made it, to its being in force in this instance.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
    }

    public void Has(long version) => Volatile.Write(ref _version, version);

    /// <param name="took">Negative where the clocks differ by more than it took.</param>
    public void Propagated(TimeSpan took) => _propagation.Record(Math.Max(0, took.TotalSeconds));

    private static IEnumerable<Measurement<long>> Of(FlagTally tally)
    {
        IEnumerable<(string Result, long Count)> results =
            [("on", tally.On), ("off", tally.Off), .. tally.Variants.Select(variant => ($"variant {variant.Key}", variant.Value))];
        return results.Where(result => result.Count > 0).Select(result => new Measurement<long>(
            result.Count,
            new KeyValuePair<string, object?>("flag", tally.Name),
            new KeyValuePair<string, object?>("result", result.Result)));
    }
}
