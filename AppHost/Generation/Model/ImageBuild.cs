using System.Collections.Immutable;

namespace AppHost.Generation.Model;

/// <summary>How an image is built from a Dockerfile. Paths are relative to the manifest.</summary>
/// <param name="OnlyForOthers">Its files go into other images; it never runs.</param>
internal sealed record ImageBuild(
    string Context,
    string Dockerfile,
    string? Stage,
    bool OnlyForOthers,
    ImmutableArray<KeyValuePair<string, string>> Arguments);
