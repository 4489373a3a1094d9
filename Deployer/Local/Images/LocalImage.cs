using Deployer.Images;

namespace Deployer.Local.Images;

/// <summary>A published build in the image folder.</summary>
/// <param name="Folder">Absolute; its content never changes.</param>
/// <param name="Entry">The assembly to start, such as <c>Api.dll</c>.</param>
/// <param name="Version">The entry assembly's informational version, where it has one.</param>
internal sealed record LocalImage(Digest Digest, string Folder, string Entry, string? Version);
