namespace Deployer.Local.Images;

/// <summary>What publishing a project has made: the assembly to start, and its informational version.</summary>
internal sealed record PublishedProject(string Entry, string? Version);
