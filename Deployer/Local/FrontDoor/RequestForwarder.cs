using System.Diagnostics;
using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace Deployer.Local.FrontDoor;

/// <summary>Sends a request to a ready instance; to another one if that could not be reached.</summary>
internal sealed class RequestForwarder(IHttpForwarder forwarder, BackendPool pool, ILogger logger) : IDisposable
{
    private static readonly ForwarderRequestConfig Config = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = TimeSpan.FromSeconds(100),
    };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    public async Task ForwardAsync(HttpContext context)
    {
        List<Backend> tried = [];
        while (pool.Enter(tried) is { } backend)
        {
            if (await TryAsync(context, backend))
            {
                return;
            }

            tried.Add(backend);
            context.Response.Clear();
        }

        await NobodyReady.AnswerAsync(context);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Whether the request is answered; if not, another instance may be tried.</summary>
    private async Task<bool> TryAsync(HttpContext context, Backend backend)
    {
        try
        {
            var error = await forwarder.SendAsync(context, backend.Prefix, _client, Config, FrontDoorTransformer.Instance);
            if (error == ForwarderError.Request && !context.Response.HasStarted && MayTryAgain(context, backend))
            {
                return false;
            }

            if (error != ForwarderError.None && !context.RequestAborted.IsCancellationRequested)
            {
                var cause = context.GetForwarderErrorFeature()?.Exception?.Message;
                Log.RequestFailed(logger, backend.Instance, context.Request.Method, error, cause);
            }

            return true;
        }
        finally
        {
            backend.Leave();
        }
    }

    private static bool MayTryAgain(HttpContext context, Backend backend)
    {
        var exception = context.GetForwarderErrorFeature()?.Exception as HttpRequestException;
        if (exception?.HttpRequestError == HttpRequestError.ConnectionError)
        {
            // It never got the request, whatever the request is.
            backend.ReportUnreachable(exception.Message);
            return true;
        }

        // It may have got the request: only one that changes nothing may be made twice.
        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ||
            HttpMethods.IsOptions(context.Request.Method);
    }
}
