using Monitor.Samples;

namespace Monitor.Scraping;

/// <summary>One scrape of one instance; however that fails, it is recorded.</summary>
internal sealed class Scraper(ScrapeClient client, ScrapingMetrics metrics, TimeProvider time, ILogger<Scraper> logger)
{
    private readonly SeriesPool _pool = new();

    public async Task ScrapeAsync(WatchedInstance instance, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var started = time.GetTimestamp();
        string? error = null;
        var exposition = Exposition.None;
        try
        {
            using var body = await client.GetAsync(instance.Target.Address, cancellationToken);
            exposition = ExpositionParser.Parse(body.Text, body.Format, _pool);
        }
        catch (ScrapeException e)
        {
            error = e.Message;
        }

        var (previous, refusedBefore) = (instance.LastScrape, instance.Refused);
        var result = new ScrapeResult(at, time.GetElapsedTime(started), error, exposition.FaultCount);
        var refused = instance.Record(result, exposition.Points);
        metrics.Scraped(result);
        Say(instance.Target.Instance, previous, result, exposition);
        if (refused > 0 && refusedBefore == 0)
        {
            Log.SeriesRefused(logger, instance.Target.Instance, refused);
        }
    }

    /// <summary>What changed, not what is: an instance that is down stays so for many scrapes.</summary>
    private void Say(string instance, ScrapeResult? previous, ScrapeResult result, Exposition read)
    {
        if (!result.IsUp && previous is not { IsUp: false })
        {
            Log.WentDown(logger, instance, result.Error!);
        }
        else if (result.IsUp && previous is { IsUp: false })
        {
            Log.CameUp(logger, instance);
        }

        if (result.Faults > 0 && previous?.Faults != result.Faults)
        {
            Log.LinesSkipped(logger, instance, result.Faults, read.Faults[0].ToString());
        }
    }
}
