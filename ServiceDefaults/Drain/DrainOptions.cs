using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Drain;

/// <summary>How a process goes when it is told to, from section <c>Drain</c>.</summary>
internal sealed class DrainOptions : IValidatableObject
{
    public const string Section = "Drain";

    /// <summary>
    /// How long readiness says no before the process stops accepting: as long as those in front of it take to notice.
    /// By default 5 s, and none in Development.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan? Delay { get; set; }

    /// <summary>How long all of it may take, the delay included; requests still running then are cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Delay >= Timeout)
        {
            yield return new ValidationResult(
                "The delay must be shorter than the timeout.", [nameof(Delay), nameof(Timeout)]);
        }
    }
}
