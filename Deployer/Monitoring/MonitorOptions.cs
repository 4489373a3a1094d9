using System.ComponentModel.DataAnnotations;

namespace Deployer.Monitoring;

/// <summary>The Monitor that measures; configuration section <c>Measurements:Monitor</c>.</summary>
internal sealed class MonitorOptions
{
    public const string Section = "Measurements:Monitor";

    /// <summary>Where it is, such as <c>http://monitor</c>; nothing is asked when empty.</summary>
    public Uri? Address { get; set; }

    /// <summary>A token of it with the role viewer; by default the one that the services share.</summary>
    public string? Token { get; set; }

    /// <summary>A file with that token, such as a mounted Secret's; read at every request, so that it may be changed.</summary>
    public string? TokenFile { get; set; }

    /// <summary>How far back it can look: how long it keeps samples, its <c>Scrape:Window</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an answer may take: it scrapes the instances first.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
