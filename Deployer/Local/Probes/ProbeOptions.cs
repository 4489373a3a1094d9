using System.ComponentModel.DataAnnotations;

namespace Deployer.Local.Probes;

/// <summary>
/// When an HTTP GET is made of an instance, and what its answers mean: Kubernetes' words and defaults.
/// </summary>
internal sealed class ProbeOptions
{
    /// <summary>Empty for no such probe.</summary>
    [RegularExpression("/.*", ErrorMessage = "must begin with a slash")]
    public string Path { get; set; } = "";

    /// <summary>From the start of the process.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan InitialDelay { get; set; }

    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>No answer within this time is a failure.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Successes in a row that end a failure. Must be 1 for startup and liveness.</summary>
    [Range(1, 1000)]
    public int SuccessThreshold { get; set; } = 1;

    /// <summary>Failures in a row that end a success.</summary>
    [Range(1, 100_000)]
    public int FailureThreshold { get; set; } = 3;

    internal bool IsSet => Path.Length > 0;
}
