using System.ComponentModel.DataAnnotations;

namespace Monitor.Scraping;

/// <summary>Section <c>Scrape</c>.</summary>
internal sealed class ScrapeOptions : IValidatableObject
{
    public const string Section = "Scrape";

    /// <summary>Between two scrapes of one instance.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>An instance that has not answered by then is down.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long samples are kept.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Bytes of an answer; more is a fault of the instance.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Series kept of one instance.</summary>
    [Range(10, 1_000_000)]
    public int MaxSeries { get; set; } = 5000;

    /// <summary>What the window holds at this interval, and as much again and more of what is scraped for a measurement.</summary>
    public int SamplesPerSeries => (3 * (int)Math.Ceiling(Window / Interval)) + 1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout > Interval)
        {
            yield return new ValidationResult(
                "The timeout must not be longer than the interval.", [nameof(Timeout), nameof(Interval)]);
        }

        if (Window < Interval)
        {
            yield return new ValidationResult(
                "The window must not be shorter than the interval.", [nameof(Window), nameof(Interval)]);
        }
    }
}
