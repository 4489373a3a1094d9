using Yarp.ReverseProxy.Forwarder;

namespace Deployer.Local.FrontDoor;

/// <summary>Leaves a request as the client made it, its host included, and adds who the client was.</summary>
internal sealed class FrontDoorTransformer : HttpTransformer
{
    public static FrontDoorTransformer Instance { get; } = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        Set(proxyRequest, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
        Set(proxyRequest, "X-Forwarded-Proto", httpContext.Request.Scheme);
        Set(proxyRequest, "X-Forwarded-Host", httpContext.Request.Host.Value);
    }

    // What the client says of itself here is not to be believed.
    private static void Set(HttpRequestMessage request, string header, string? value)
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    }
}
