using System.ComponentModel.DataAnnotations;

namespace Monitor.Alerting;

/// <summary>Section <c>Alerting</c>.</summary>
internal sealed class AlertingOptions : IValidatableObject
{
    public const string Section = "Alerting";

    /// <summary>Rules, routes, receivers and inhibitions as YAML; by default those that are built in.</summary>
    public string? File { get; set; }

    /// <summary>Between two looks whether the file has changed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Rules are evaluated at every scrape, and at least this often.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan EvaluationInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after its last renewal the replica that alerts is taken for dead.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after a rollout's end its track is still muted, where a rule asks for that.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MuteAfterRollout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where notifications link to: the console's address, http or https.</summary>
    public Uri? ConsoleAddress { get; set; }

    /// <summary>Alerts kept at most, own and received; more are refused.</summary>
    [Range(10, 1_000_000)]
    public int MaxAlerts { get; set; } = 20_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConsoleAddress is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https" }))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(ConsoleAddress)} = '{ConsoleAddress}': an http or https address is expected.");
        }
    }
}
