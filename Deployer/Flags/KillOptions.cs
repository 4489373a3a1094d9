using System.ComponentModel.DataAnnotations;

namespace Deployer.Flags;

/// <summary>Section <c>Flags:Kill</c>.</summary>
internal sealed class KillOptions
{
    public const string Section = "Flags:Kill";

    /// <summary>Between two looks at what fires and what was rolled back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(2);
}
