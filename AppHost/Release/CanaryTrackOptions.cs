using System.Diagnostics.CodeAnalysis;

namespace AppHost.Release;

/// <summary>The track that tries the next release on a share of the traffic.</summary>
internal sealed record CanaryTrackOptions : TrackOptions
{
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
