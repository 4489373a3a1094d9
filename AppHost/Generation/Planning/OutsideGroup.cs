using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>Values of one resource that are filled in: a Secret, or a ConfigMap.</summary>
/// <param name="Name">The object's, and its file's.</param>
/// <param name="Keys">In alphabetical order; none where they are free, as with access tokens.</param>
internal sealed record OutsideGroup(string Name, bool IsSecret, ImmutableArray<OutsideKey> Keys);
