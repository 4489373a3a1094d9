namespace AppHost.Release;

/// <summary>A line of releases of a service: the branch it is built from, and how its instances run.</summary>
internal abstract record TrackOptions
{
    public required string Branch { get; init; }

    /// <summary>The tag that a registry gives the image of the branch.</summary>
    public required string Tag { get; init; }

    /// <summary>Instances at the start; where the track scales by itself, it goes on from there.</summary>
    public required int Replicas { get; init; }

    /// <summary>Has it started? The other two wait for it: a minute, then the instance is started anew.</summary>
    public ProbeOptions Startup { get; init; } = new() { Path = "/health/live", Period = TimeSpan.FromSeconds(1), FailureThreshold = 60 };

    /// <summary>May it have traffic?</summary>
    public ProbeOptions Readiness { get; init; } = new() { Path = "/health/ready", Period = TimeSpan.FromSeconds(2) };

    /// <summary>Is it beyond help, so that only a restart is left?</summary>
    public ProbeOptions Liveness { get; init; } = new() { Path = "/health/live" };
}
