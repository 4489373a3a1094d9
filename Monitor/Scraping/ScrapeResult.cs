namespace Monitor.Scraping;

/// <summary>How the last scrape of an instance went.</summary>
/// <param name="At">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Error">Null when the instance is up.</param>
/// <param name="Faults">Lines that were skipped.</param>
internal sealed record ScrapeResult(DateTimeOffset At, TimeSpan Duration, string? Error, int Faults)
{
    public bool IsUp => Error is null;
}
