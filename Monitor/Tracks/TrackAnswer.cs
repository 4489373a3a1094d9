namespace Monitor.Tracks;

/// <summary>A track as the Deployer lists it, in the part that matters here.</summary>
internal sealed record TrackAnswer(
    string Service, string Track, string? Image, int Wanted, int Ready, RolloutAnswer? Rollout, IReadOnlyList<InstanceAnswer>? Instances)
{
    /// <summary>Whether what cannot be done without is there: JSON does not say so by itself.</summary>
    public bool IsSound => Service is { Length: > 0 } && Track is { Length: > 0 }
        && Rollout is null or { Phase: not null, Image: not null }
        && (Instances ?? []).All(instance => instance is { Name: not null });
}
