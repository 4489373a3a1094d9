using Microsoft.AspNetCore.Http.Features;

namespace Deployer.Webhooks;

/// <summary>
/// Takes the secret out of a webhook's address before the host makes a log scope, a trace and a metric of that address: a
/// middleware would come too late for them.
/// </summary>
internal sealed class SecretlessContextFactory(IServiceProvider services) : IHttpContextFactory
{
    private const string Prefix = "/webhooks/";
    private readonly DefaultHttpContextFactory _factory = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        if (featureCollection.Get<IHttpRequestFeature>() is { } request && SecretIn(request.Path) is { } start)
        {
            featureCollection.Set(new PresentedSecret(request.Path[(start + 1)..]));
            request.Path = request.Path[..start];
            request.RawTarget = request.Path;
        }

        return _factory.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _factory.Dispose(httpContext);

    private static int? SecretIn(string path) =>
        path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) &&
        path.IndexOf('/', Prefix.Length) is >= 0 and var slash
            ? slash
            : null;
}
