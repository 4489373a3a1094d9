using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public EndpointReference Endpoint => endpoint;

    public IEnumerable<object> References => [endpoint];

    public string ValueExpression => property switch
    {
        EndpointProperty.Url => Binding("url"),
        EndpointProperty.Host => Binding("host"),
        EndpointProperty.Port => Binding("port"),
        EndpointProperty.Scheme => Binding("scheme"),
        EndpointProperty.TargetPort => Binding("targetPort"),
        EndpointProperty.HostAndPort => $"{Binding("host")}:{Binding("port")}",
        EndpointProperty.TlsEnabled => Binding("tlsEnabled"),
        _ => throw new NotSupportedException($"An endpoint has no {property}."),
    };

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(property switch
    {
        EndpointProperty.Url => endpoint.Url,
        EndpointProperty.Host => endpoint.EndpointAnnotation.TargetHost,
        EndpointProperty.Port or EndpointProperty.TargetPort => endpoint.Port.ToString(CultureInfo.InvariantCulture),
        EndpointProperty.Scheme => endpoint.Scheme,
        EndpointProperty.HostAndPort => $"{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Port}",
        // What the stand-in runs speaks plain HTTP and plain Redis, on this machine only.
        EndpointProperty.TlsEnabled => bool.FalseString,
        _ => throw new NotSupportedException($"An endpoint has no {property}."),
    });

    private string Binding(string part) => $"{{{endpoint.Resource.Name}.bindings.{endpoint.EndpointName}.{part}}}";
}
