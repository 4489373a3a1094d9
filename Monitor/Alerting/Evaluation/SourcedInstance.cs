using Monitor.Scraping;

namespace Monitor.Alerting.Evaluation;

/// <summary>An instance, and where its target was found.</summary>
internal readonly record struct SourcedInstance(WatchedInstance Instance, string Source)
{
    /// <summary>The source of all that is scraped.</summary>
    public const string Scraped = "scraped";

    /// <summary>Whether it is expected to expose what rules look at.</summary>
    public bool IsScraped => Source == Scraped;
}
