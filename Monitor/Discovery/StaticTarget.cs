using Monitor.Scraping;

namespace Monitor.Discovery;

/// <summary>A target as it stands in the settings.</summary>
internal sealed class StaticTarget
{
    /// <summary>What is scraped, such as <c>http://db-1:9187/metrics</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>By default host and port of the address.</summary>
    public string? Instance { get; set; }

    public string Service { get; set; } = "";

    public string Track { get; set; } = "";

    public Target ToTarget() => new(Address!, Instance ?? Address!.Authority, Service, Track, "", "", "");
}
