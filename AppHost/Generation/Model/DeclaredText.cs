namespace AppHost.Generation.Model;

/// <summary><c>annotated.string</c>: a value, changed by a filter.</summary>
/// <param name="Filter"><c>uri</c>: percent-encoded.</param>
internal sealed record DeclaredText(string Name, string Type, string Value, string Filter) : DeclaredResource(Name, Type);
