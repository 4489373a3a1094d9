namespace Monitor.Scraping;

/// <summary>An instance did not answer as it should; the message says how, to people.</summary>
internal sealed class ScrapeException(string message, Exception? inner = null) : Exception(message, inner);
