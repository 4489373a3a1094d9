using System.Collections.Immutable;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>Every binding of a manifest as it is in the cluster, and every image.</summary>
internal sealed class EndpointTable(ImmutableArray<Endpoint> endpoints, ImageNames images)
{
    public ImmutableArray<Endpoint> Of(string service) =>
        [.. endpoints.Where(endpoint => string.Equals(endpoint.Service, service, StringComparison.OrdinalIgnoreCase))];

    public Endpoint? Find(string service, string binding) => Of(service).FirstOrDefault(
        endpoint => string.Equals(endpoint.Binding, binding, StringComparison.OrdinalIgnoreCase));

    public string? ImageOf(DeclaredService service) => images.Of(service);
}
