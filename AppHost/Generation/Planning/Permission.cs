using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>A rule of a Role.</summary>
internal sealed record Permission(
    ImmutableArray<string> ApiGroups,
    ImmutableArray<string> Resources,
    ImmutableArray<string> ResourceNames,
    ImmutableArray<string> Verbs);
