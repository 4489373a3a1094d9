using System.ComponentModel.DataAnnotations;

namespace Deployer.Kube;

/// <summary>
/// The Lease by which one replica of the Deployer leads. The defaults replace a dead leader within 12 s: until the Lease
/// has been seen unchanged for <see cref="Duration"/>, and a try before and after.
/// </summary>
internal sealed class LeaseOptions
{
    [Required]
    public string Name { get; set; } = "slipway-deployer";

    /// <summary>How long after its last renewal a leader is taken for dead. Whole seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a leader tries to renew before it stops leading of itself.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RenewDeadline { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>The time between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(1);
}
