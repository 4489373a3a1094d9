using System.Collections.Immutable;
using AppHost.Generation.Model;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Expressions;

/// <summary>
/// Resolves the expressions of a manifest. An unknown reference and a circle are faults that name the way to them.
/// </summary>
/// <param name="parameters">Values given on the command line, by the parameter's name.</param>
internal sealed class Resolver(
    Manifest manifest, EndpointTable endpoints, IReadOnlyDictionary<string, string> parameters, Findings findings)
{
    /// <param name="place">Where the value stands, for faults.</param>
    public ResolvedValue Resolve(string text, string place) => Resolve(text, place, []);

    private ResolvedValue Resolve(string text, string place, ImmutableList<string> way) =>
        ExpressionParser.Parse(text).Aggregate(ResolvedValue.Empty, (value, part) => value.Then(part switch
        {
            TextPart.Literal literal => ResolvedValue.Of(literal.Text),
            TextPart.Reference reference => Follow(reference, place, way),
            _ => ResolvedValue.Empty,
        }));

    private ResolvedValue Follow(TextPart.Reference reference, string place, ImmutableList<string> way)
    {
        var step = reference.ToString();
        var further = way.Add(step);
        if (way.Contains(step, StringComparer.OrdinalIgnoreCase))
        {
            return Fault(place, further, "refers to itself in a circle");
        }

        return manifest.Find(reference.Resource) switch
        {
            null => Fault(place, further, $"there is no resource '{reference.Resource}'"),
            DeclaredResource resource when reference.Property == "connectionString" =>
                ConnectionString(resource, place, further),
            DeclaredParameter parameter => Parameter(parameter, reference, place, further),
            DeclaredText text when reference.Property == "value" => Filtered(text, place, further),
            DeclaredService service => Service(service, reference, place, further),
            DeclaredElsewhere elsewhere => Output(elsewhere, reference, place, further),
            var other => Unknown(other, reference, place, further),
        };
    }

    private ResolvedValue ConnectionString(DeclaredResource resource, string place, ImmutableList<string> way)
    {
        if (resource.ConnectionString is { } text)
        {
            return Resolve(text, place, way);
        }

        return resource is DeclaredElsewhere
            ? ResolvedValue.Of(new OutsideValue(resource.Name, "connectionString", IsSecret: true, IsEncoded: false), elsewhere: true)
            : Fault(place, way, $"'{resource.Name}' has no connection string");
    }

    private ResolvedValue Parameter(
        DeclaredParameter parameter, TextPart.Reference reference, string place, ImmutableList<string> way)
    {
        if (reference.Property == "value")
        {
            return Resolve(parameter.Value, place, way);
        }

        if (reference.Path is not ["inputs", var name] || !parameter.Inputs.TryGetValue(name, out var input))
        {
            return Unknown(parameter, reference, place, way);
        }

        return (parameters.GetValueOrDefault(parameter.Name) ?? input.Default) is { } value && !input.IsSecret
            ? ResolvedValue.Of(value) with { Elsewhere = true }
            : ResolvedValue.Of(new OutsideValue(parameter.Name, name, input.IsSecret, IsEncoded: false), elsewhere: !input.IsSecret);
    }

    private ResolvedValue Filtered(DeclaredText text, string place, ImmutableList<string> way) => text.Filter switch
    {
        "uri" => Resolve(text.Value, place, way).Encoded(),
        _ => Fault(place, way, $"'{text.Name}' has the filter '{text.Filter}'; only 'uri' is known"),
    };

    private ResolvedValue Service(
        DeclaredService service, TextPart.Reference reference, string place, ImmutableList<string> way)
    {
        switch (reference.Path)
        {
            case ["bindings", var name, var property]:
                return endpoints.Find(service.Name, name) is { } endpoint
                    ? Binding(endpoint, property, place, way)
                    : Fault(place, way, $"'{service.Name}' has no binding '{name}'; {BindingsOf(service)}");
            case ["containerImage"] or ["image"] when endpoints.ImageOf(service) is { } image:
                return ResolvedValue.Of(image);
            case ["containerPort"] when endpoints.Of(service.Name) is [var first, ..]:
                return ResolvedValue.Of(first.TargetPort.ToText());
            default:
                return Unknown(service, reference, place, way);
        }
    }

    private ResolvedValue Binding(Endpoint endpoint, string property, string place, ImmutableList<string> way)
    {
        var text = property switch
        {
            "host" => endpoint.Host,
            "port" => endpoint.Port.ToText(),
            "targetPort" => endpoint.TargetPort.ToText(),
            "scheme" => endpoint.Scheme,
            "url" => $"{endpoint.Scheme}://{endpoint.Host}:{endpoint.Port.ToText()}",
            "hostAndPort" => $"{endpoint.Host}:{endpoint.Port.ToText()}",
            "tlsEnabled" => endpoint.Scheme == "https" ? bool.TrueString : bool.FalseString,
            _ => null,
        };
        return text is null
            ? Fault(place, way, $"a binding has no '{property}'; it has url, host, port, targetPort, scheme, hostAndPort, tlsEnabled")
            : ResolvedValue.Of(text) with { Services = property is "targetPort" or "scheme" or "tlsEnabled" ? [] : [endpoint.Service] };
    }

    private ResolvedValue Output(
        DeclaredElsewhere resource, TextPart.Reference reference, string place, ImmutableList<string> way) =>
        reference.Path switch
        {
            ["outputs", var name] =>
                ResolvedValue.Of(new OutsideValue(resource.Name, name, IsSecret: false, IsEncoded: false), elsewhere: true),
            ["secretOutputs", var name] =>
                ResolvedValue.Of(new OutsideValue(resource.Name, name, IsSecret: true, IsEncoded: false), elsewhere: true),
            _ => Unknown(resource, reference, place, way),
        };

    private ResolvedValue Unknown(
        DeclaredResource resource, TextPart.Reference reference, string place, ImmutableList<string> way) =>
        Fault(place, way, $"'{resource.Name}' ({resource.Type}) has no '{reference.Property}'");

    private ResolvedValue Fault(string place, ImmutableList<string> way, string message)
    {
        findings.Fault(place, $"{{{string.Join("} -> {", way)}}}: {message}");
        return ResolvedValue.Empty;
    }

    private static string BindingsOf(DeclaredService service) => service.Bindings.IsEmpty
        ? "it has none"
        : $"it has {string.Join(", ", service.Bindings.Select(binding => binding.Name))}";
}
