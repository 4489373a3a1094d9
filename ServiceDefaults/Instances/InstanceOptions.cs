using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Instances;

/// <summary>Who this process is, from section <c>Instance</c>; whoever starts it (a cluster) says so.</summary>
public sealed class InstanceOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Instance";

    /// <summary>The service; by default the application's name in lower case.</summary>
    public string Service { get; set; } = "";

    /// <summary>The track (stable, canary); empty when the service has none.</summary>
    public string Track { get; set; } = "";

    /// <summary>Unique among all instances; by default the machine's name and the process id.</summary>
    public string Name { get; set; } = "";

    /// <summary>By default the informational version of the application's assembly.</summary>
    public string Version { get; set; } = "";

    /// <summary>Image reference, such as <c>api:canary</c>; empty when not started from an image.</summary>
    public string Image { get; set; } = "";

    /// <summary>Digest of the image, such as <c>sha256:…</c>; empty when not started from an image.</summary>
    public string Digest { get; set; } = "";

    /// <summary>Cores this instance may use; 0: as many as its container or machine has.</summary>
    [Range(0.0, 4096.0)]
    public double CpuLimit { get; set; }

    /// <summary>Bytes this instance may use; 0: as many as its container or machine has.</summary>
    [Range(0L, long.MaxValue)]
    public long MemoryLimit { get; set; }
}
