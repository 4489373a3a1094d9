using System.ComponentModel.DataAnnotations;

namespace Monitor.Discovery;

/// <summary>Section <c>Discovery</c>.</summary>
internal sealed class DiscoveryOptions : IValidatableObject
{
    public const string Section = "Discovery";

    public static readonly Uri DefaultAddress = new("http://deployer/sd/targets");

    /// <summary>
    /// Where targets are listed, as Prometheus' HTTP service discovery has it. The host may be a service's name. By default the
    /// Deployer's list, unless targets are given or found in another way.
    /// </summary>
    public Uri? Address { get; set; }

    /// <summary>Targets that are always there.</summary>
    public IList<StaticTarget> Targets { get; } = [];

    /// <summary>Between two looks.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var index = 0; index < Targets.Count; index++)
        {
            if (Targets[index].Address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            {
                yield return new ValidationResult(
                    $"{Section}:{nameof(Targets)}:{index}:{nameof(StaticTarget.Address)} = '{Targets[index].Address}': an http or https address is expected.");
            }
        }
    }
}
