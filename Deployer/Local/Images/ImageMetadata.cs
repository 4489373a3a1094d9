namespace Deployer.Local.Images;

/// <summary>What stands beside a published build, in <c>image.json</c>.</summary>
internal sealed record ImageMetadata(string Entry, string? Version, DateTimeOffset CreatedAt);
