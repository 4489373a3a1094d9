namespace Monitor.Scraping;

/// <summary>
/// An instance to scrape, and what discovery says it is. Labels that discovery does not give are empty.
/// </summary>
internal sealed record Target(
    Uri Address, string Instance, string Service, string Track, string Image, string Digest, string Version);
