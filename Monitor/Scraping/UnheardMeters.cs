using System.Diagnostics.Metrics;

namespace Monitor.Scraping;

/// <summary>
/// Meters that nobody listens to, in place of the HTTP client's: counting every scrape by its target would cost as much as reading it,
/// and have no end where instances come and go. What matters of scrapes are samples of their own.
/// </summary>
internal sealed class UnheardMeters : IMeterFactory
{
    private readonly Meter _meter = new("Unheard");

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();
}
