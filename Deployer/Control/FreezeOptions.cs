using System.ComponentModel.DataAnnotations;

namespace Deployer.Control;

/// <summary>
/// A time of the week in which stable takes nothing new; configuration <c>Releases:{service}:Freezes:{name}</c>.
/// </summary>
internal sealed class FreezeOptions
{
    /// <summary>The days on which it begins, such as <c>Saturday</c>; every day when there is none.</summary>
    public List<DayOfWeek> Days { get; } = [];

    /// <summary>When it begins, such as <c>18:00</c>.</summary>
    public TimeOnly From { get; set; }

    /// <summary>When it ends; at or before <see cref="From"/> it ends on the next day.</summary>
    public TimeOnly To { get; set; }

    /// <summary>Whose clock, such as <c>Europe/Berlin</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";
}
