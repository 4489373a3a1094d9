namespace Monitor.Tracks;

/// <summary>A rollout as the Deployer lists it, in the part that matters here.</summary>
internal sealed record RolloutAnswer(
    string Phase, string Image, string? Digest, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt, string? Message);
