namespace AppHost.Generation.Model;

/// <summary>A resource of the manifest.</summary>
/// <param name="Type">As the manifest has it, such as <c>project.v0</c>.</param>
internal abstract record DeclaredResource(string Name, string Type)
{
    /// <summary>With expressions.</summary>
    public string? ConnectionString { get; init; }

    public string Place => $"resources.{Name}";
}
