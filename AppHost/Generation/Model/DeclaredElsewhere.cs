namespace AppHost.Generation.Model;

/// <summary>
/// A resource that somebody else brings about: of a cloud (<c>azure.bicep</c>, <c>aws.cloudformation</c>), of a type
/// that nothing here knows, or without a type. Its outputs are values to fill in.
/// </summary>
internal sealed record DeclaredElsewhere(string Name, string Type) : DeclaredResource(Name, Type);
