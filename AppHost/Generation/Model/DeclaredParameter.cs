using System.Collections.Immutable;

namespace AppHost.Generation.Model;

/// <summary><c>parameter.v0</c>: a value that is given when deploying.</summary>
/// <param name="Value">With expressions, as a rule its own input.</param>
internal sealed record DeclaredParameter(
    string Name, string Type, string Value, ImmutableDictionary<string, ParameterInput> Inputs) : DeclaredResource(Name, Type);
