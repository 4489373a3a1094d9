using System.Diagnostics.Metrics;

namespace Monitor.Scraping;

/// <summary>How scraping goes, over all targets: by target it would have no end. Recorded without a label, it allocates nothing.</summary>
internal sealed class ScrapingMetrics
{
    private static readonly double[] Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;

    public ScrapingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Slipway.Monitor");
        _duration = meter.CreateHistogram(
            "slipway.monitor.scrape.duration", "s", "Of one scrape of one instance, whether or not it answered.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
        _failures = meter.CreateCounter<long>(
            "slipway.monitor.scrape.failures", null, "Scrapes that the instance did not answer, or not as it should.");
    }

    public void Scraped(ScrapeResult result)
    {
        _duration.Record(result.Duration.TotalSeconds);
        if (!result.IsUp)
        {
            _failures.Add(1);
        }
    }
}
