using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Management;

/// <summary>Configuration <c>Management</c>.</summary>
internal sealed class ManagementOptions
{
    public const string Section = "Management";

    /// <summary>
    /// A port of their own for <c>/health</c> and <c>/metrics</c>, in addition to those of <c>ASPNETCORE_URLS</c> or
    /// <c>HTTP_PORTS</c> and on the same hosts, over http. Without one they answer wherever the rest does.
    /// </summary>
    [Range(1, 65535)]
    public int? Port { get; set; }
}
