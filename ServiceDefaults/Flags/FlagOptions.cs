using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Flags;

/// <summary>Section <c>Flags</c>.</summary>
public sealed class FlagOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flags";

    /// <summary>
    /// A JSON file with a section <c>feature_management</c>, followed while the process runs: what holds for flags that
    /// Redis does not define, above what the configuration says. Empty: none.
    /// </summary>
    public string File { get; set; } = "";

    /// <summary>
    /// Where the flags that Redis had last are kept for a start without Redis; several processes may share it. Empty:
    /// nowhere.
    /// </summary>
    public string Cache { get; set; } = "";

    /// <summary>Between two checks of the version, by which a message that was missed is made good.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CheckPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether this process puts its last known flags back where Redis has lost them. One service should, whose
    /// instances all have flags: the Deployer.
    /// </summary>
    public bool RestoreLost { get; set; }

    /// <summary>Between two reports to Redis of which flags were evaluated.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ReportPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The request header by which an anonymous client gets the same answer each time. Empty: none is looked at.
    /// </summary>
    public string KeyHeader { get; set; } = "X-Request-Key";
}
