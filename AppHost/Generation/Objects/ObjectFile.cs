using System.Collections.Immutable;

namespace AppHost.Generation.Objects;

/// <param name="Path">Relative to the output's base.</param>
internal sealed record ObjectFile(string Path, ImmutableArray<KubeObject> Objects);
