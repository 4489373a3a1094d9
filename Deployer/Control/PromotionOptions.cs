using System.ComponentModel.DataAnnotations;

namespace Deployer.Control;

/// <summary>
/// How the canary's release becomes stable's; configuration <c>Releases:{service}:Tracks:canary:Promotion</c>.
/// </summary>
internal sealed class PromotionOptions
{
    /// <summary>Whether a successful verdict is enough; otherwise someone promotes by hand.</summary>
    public bool Automatic { get; set; }

    /// <summary>How long after the verdict an automatic promotion waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SoakTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many different people must approve.</summary>
    [Range(0, 100)]
    public int Approvals { get; set; }

    /// <summary>How long after the first approval the last one may come.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "365.00:00:00")]
    public TimeSpan ApprovalDeadline { get; set; } = TimeSpan.FromDays(1);
}
