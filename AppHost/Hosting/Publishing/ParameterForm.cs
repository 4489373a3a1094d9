namespace Aspire.Hosting.Publishing;

/// <summary>A parameter in another form, such as escaped for a URI: a resource of its own in the manifest.</summary>
internal sealed record ParameterForm(string Name, ParameterResource Parameter, string Format);
