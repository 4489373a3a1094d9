namespace AppHost.Generation.Model;

/// <summary><c>value.v0</c>: a connection string composed of others' values.</summary>
internal sealed record DeclaredValue(string Name, string Type) : DeclaredResource(Name, Type);
