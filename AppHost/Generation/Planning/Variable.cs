namespace AppHost.Generation.Planning;

/// <summary>An environment variable that cannot stand in a ConfigMap.</summary>
internal abstract record Variable(string Name)
{
    /// <param name="Value">With <c>$(NAME)</c> for variables before it.</param>
    internal sealed record Composed(string Name, string Value) : Variable(Name);

    /// <param name="Source">The Secret's or ConfigMap's name.</param>
    internal sealed record FromKey(string Name, bool IsSecret, string Source, string Key) : Variable(Name);

    /// <param name="Path">Of the pod's own description, such as <c>metadata.name</c>.</param>
    internal sealed record FromPod(string Name, string Path) : Variable(Name);
}
