namespace AppHost.Generation.Model;

/// <summary>A path of the developer's machine, mounted.</summary>
internal sealed record DeclaredBindMount(string Source, string Target);
