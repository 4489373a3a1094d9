namespace Aspire.Hosting.ApplicationModel;

internal sealed class EndpointReference(IResourceWithEndpoints resource, string endpointName)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public IResourceWithEndpoints Resource => resource;

    public string EndpointName => endpointName;

    public EndpointAnnotation EndpointAnnotation =>
        resource.Annotations.OfType<EndpointAnnotation>().SingleOrDefault(endpoint => endpoint.Name == endpointName)
        ?? throw new DistributedApplicationException($"{resource.Name} has no endpoint '{endpointName}'.");

    public string Scheme => EndpointAnnotation.UriScheme;

    public int Port => EndpointAnnotation.AllocatedPort
        ?? throw new DistributedApplicationException($"{resource.Name} has no port yet for '{endpointName}'.");

    public string Url => $"{Scheme}://{EndpointAnnotation.TargetHost}:{Port}";

    public string ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    public IEnumerable<object> References => [resource];

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(Url);
}
