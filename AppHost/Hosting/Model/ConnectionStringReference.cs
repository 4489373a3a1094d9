namespace Aspire.Hosting.ApplicationModel;

internal sealed class ConnectionStringReference(IResourceWithConnectionString resource)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public IResourceWithConnectionString Resource => resource;

    public string ValueExpression => $"{{{resource.Name}.connectionString}}";

    public IEnumerable<object> References => [resource];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        resource.ConnectionStringExpression.GetValueAsync(cancellationToken);
}
