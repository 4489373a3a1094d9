using System.ComponentModel.DataAnnotations;

namespace Monitor.Forwarding;

/// <summary>Section <c>Forwarding</c>: Alertmanagers that are told of the own rules' alerts, as Prometheus tells them.</summary>
internal sealed class ForwardingOptions : IValidatableObject
{
    public const string Section = "Forwarding";

    /// <summary>By a name of one's own. Each is told of everything, as those of one cluster have to be.</summary>
    public IDictionary<string, AlertmanagerOptions> Alertmanagers { get; } =
        new Dictionary<string, AlertmanagerOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What still holds is said again after this time.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ResendDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For one request.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>An Alertmanager ends what it has not heard of for so long: it outlasts three lost messages.</summary>
    public TimeSpan Validity => 4 * ResendDelay;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, alertmanager) in Alertmanagers)
        {
            var key = $"{Section}:{nameof(Alertmanagers)}:{name}";
            if (alertmanager.Address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            {
                yield return new ValidationResult(
                    $"{key}:{nameof(AlertmanagerOptions.Address)} = '{alertmanager.Address}': an http or https address is expected.");
            }
            else if (alertmanager.Address is { UserInfo.Length: > 0 } or { Query.Length: > 0 } or { Fragment.Length: > 0 })
            {
                // Not with its value: what does not belong there may be a password.
                yield return new ValidationResult(
                    $"{key}:{nameof(AlertmanagerOptions.Address)}: scheme, host, port and path are expected, and no user or query.");
            }

            if (alertmanager is { Token: not null, TokenFile: not null })
            {
                yield return new ValidationResult($"{key}: either Token or TokenFile is expected, not both.");
            }
        }
    }
}
