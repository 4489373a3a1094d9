namespace AppHost.Release;

/// <summary>A question asked of an instance by HTTP GET, in Kubernetes' words and with its defaults.</summary>
internal sealed record ProbeOptions
{
    public required string Path { get; init; }

    public TimeSpan InitialDelay { get; init; }

    /// <summary>At least one second, and whole seconds: Kubernetes knows no less.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    public int SuccessThreshold { get; init; } = 1;

    public int FailureThreshold { get; init; } = 3;
}
