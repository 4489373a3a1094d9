using System.ComponentModel.DataAnnotations;
using Deployer.Local.Probes;

namespace Deployer.Local;

/// <summary>How a track's instances are run; configuration <c>Local:Services:{service}:Tracks:{track}</c>.</summary>
internal sealed class LocalTrackOptions
{
    private const string Live = "/health/live";
    private const string Ready = "/health/ready";

    /// <summary>How many instances; where the scaler sets it, how many to begin with.</summary>
    [Range(0, 100)]
    public int Replicas { get; set; } = 1;

    [Range(1, 100)]
    public int MinReplicas { get; set; } = 1;

    /// <summary>The track is scaled by its CPU use if this is set.</summary>
    [Range(1, 100)]
    public int? MaxReplicas { get; set; }

    /// <summary>The mean use that the scaler aims at, in percent of <see cref="CpuRequest"/>.</summary>
    [Range(1, 1000)]
    public int TargetCpuPercent { get; set; } = 80;

    /// <summary>What an instance is reckoned to need, in cores.</summary>
    [Range(0.01, 64)]
    public double CpuRequest { get; set; } = 0.25;

    /// <summary>How long the scaler's highest recommendation holds against lower ones.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ScaleDownStabilization { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Kubernetes' patience of 30 s, but asked five times a second, so that a start is seen when it is done.
    /// </summary>
    public ProbeOptions Startup { get; } = new()
    {
        Path = Live,
        Period = TimeSpan.FromMilliseconds(200),
        FailureThreshold = 150,
    };

    public ProbeOptions Readiness { get; } = new() { Path = Ready };

    public ProbeOptions Liveness { get; } = new() { Path = Live };

    /// <summary>How long an instance may take to end after it was asked to.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan TerminationGracePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The wait before the second restart; it doubles with each further one. The first restart comes at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan MaxRestartDelay { get; set; } = TimeSpan.FromMinutes(5);
}
