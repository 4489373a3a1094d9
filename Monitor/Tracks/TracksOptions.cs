using System.ComponentModel.DataAnnotations;

namespace Monitor.Tracks;

/// <summary>Section <c>Tracks</c>: what the Deployer says of rollouts and restarts.</summary>
internal sealed class TracksOptions : IValidatableObject
{
    public const string Section = "Tracks";

    /// <summary>The Deployer's list of tracks. The host may be a service's name.</summary>
    [Required]
    public Uri Address { get; set; } = new("http://deployer/api/tracks");

    /// <summary>
    /// A viewer's token for it; by default the one that the services share. Without any nothing is known of rollouts, and nothing is
    /// muted for them.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>A file with the token in it, such as a mounted Secret; read anew each time.</summary>
    public string? TokenFile { get; set; }

    /// <summary>Between two looks.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Token is not null && TokenFile is not null)
        {
            // Not by its member: the fault would show the token.
            yield return new ValidationResult($"{Section}: either Token or TokenFile is expected, not both.");
        }
    }
}
