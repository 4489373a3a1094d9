namespace Monitor.Tracks;

/// <summary>A track as the Deployer lists it, in the part that matters here.</summary>
internal sealed record TrackAnswer(
    string Service, string Track, string? Image, int Wanted, int Ready, RolloutAnswer? Rollout, IReadOnlyList<InstanceAnswer>? Instances);
