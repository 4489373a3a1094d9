using System.Diagnostics.CodeAnalysis;

namespace AppHost.Release;

/// <summary>The track that tries the next release on a share of the traffic.</summary>
internal sealed record CanaryTrackOptions : TrackOptions
{
    /// <summary>
    /// The shares of all instances that a canary takes one after the other, each above the one before, such as 0.1, 0.25, 0.5; none
    /// for as many instances as there are replicas until it is promoted.
    /// </summary>
    public IReadOnlyList<double> Steps { get; init; } = [];

    [SetsRequiredMembers]
    public CanaryTrackOptions()
    {
        Branch = "canary";
        Tag = "canary";
        Replicas = 1;
        // A canary that always fails is restarted and gets no traffic; one that fails for a while recovers by itself.
        Liveness = new ProbeOptions
        {
            Path = "/health/live",
            InitialDelay = TimeSpan.FromSeconds(15),
            Timeout = TimeSpan.FromSeconds(1),
        };
    }
}
