using System.Collections.Immutable;

namespace AppHost.Generation.Model;

/// <summary>A deployment manifest of Aspire as it was read, its expressions still text. Resources keep their order.</summary>
internal sealed record Manifest(ImmutableArray<DeclaredResource> Resources)
{
    /// <summary>Names differ in more than case, as Aspire has it.</summary>
    public DeclaredResource? Find(string name) =>
        Resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase));
}
