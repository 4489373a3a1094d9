using System.ComponentModel.DataAnnotations;

namespace Monitor.Discovery;

/// <summary>Section <c>Discovery</c>.</summary>
internal sealed class DiscoveryOptions
{
    public const string Section = "Discovery";

    /// <summary>
    /// Where targets are listed, as Prometheus' HTTP service discovery has it. The host may be a service's name.
    /// </summary>
    [Required]
    public Uri Address { get; set; } = new("http://deployer/sd/targets");

    /// <summary>Between two looks.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);
}
