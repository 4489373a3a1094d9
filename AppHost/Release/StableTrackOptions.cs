using System.Diagnostics.CodeAnalysis;

namespace AppHost.Release;

/// <summary>The track that carries the load and scales with it.</summary>
internal sealed record StableTrackOptions : TrackOptions
{
    [SetsRequiredMembers]
    public StableTrackOptions()
    {
        Branch = "master";
        Tag = "stable";
        Replicas = 3;
    }

    public int MinReplicas { get; init; } = 1;

    public int MaxReplicas { get; init; } = 10;

    /// <summary>Of an instance's CPU, on average over the ready ones.</summary>
    public int TargetCpuPercent { get; init; } = 50;
}
