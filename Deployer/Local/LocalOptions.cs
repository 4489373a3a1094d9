using System.ComponentModel.DataAnnotations;

namespace Deployer.Local;

/// <summary>The local cluster; configuration section <c>Local</c>.</summary>
internal sealed class LocalOptions
{
    public const string Section = "Local";

    /// <summary>Where everything durable is kept: records, logs, images. Absolute.</summary>
    public string StateFolder { get; set; } = "";

    /// <summary>Changes with every start of the AppHost; null where there is none.</summary>
    public string? Session { get; set; }

    /// <summary>How often the scaler looks; the HPA's sync period.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ScalingPeriod { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long all instances together may take to stop when the Deployer stops.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>By the service's name.</summary>
    internal Dictionary<string, LocalServiceOptions> Services { get; } = new(StringComparer.Ordinal);
}
