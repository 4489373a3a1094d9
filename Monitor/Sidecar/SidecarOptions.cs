using System.ComponentModel.DataAnnotations;

namespace Monitor.Sidecar;

/// <summary>
/// Section <c>Sidecar</c>: the Monitor watches the other container of its own pod, and mails from there. Which instance that is
/// section <c>Instance</c> says.
/// </summary>
internal sealed class SidecarOptions
{
    public const string Section = "Sidecar";

    public bool Enabled { get; set; }

    /// <summary>
    /// The watched program's name, such as <c>Api</c> for <c>dotnet Api.dll</c>; by default whatever runs in the one other container.
    /// </summary>
    [StringLength(200)]
    public string? Process { get; set; }
}
