using System.ComponentModel.DataAnnotations;

namespace Monitor.Measurements;

/// <summary>Section <c>Measurements</c>: how the instances' requests are found among their metrics.</summary>
internal sealed class MeasurementOptions
{
    public const string Section = "Measurements";

    /// <summary>The histogram of how long requests took, in seconds; its <c>_count</c> and <c>_bucket</c> are read.</summary>
    [Required]
    public string Histogram { get; set; } = "http_server_request_duration_seconds";

    /// <summary>The label of that histogram with the status that was answered.</summary>
    [Required]
    public string StatusLabel { get; set; } = "http_response_status_code";

    /// <summary>An instance whose last scrape is older is scraped before it is measured.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(1);
}
