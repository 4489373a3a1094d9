using Yarp.ReverseProxy.Forwarder;

namespace Deployer.Local.FrontDoor;

/// <summary>
/// The one address of a service: a web server of its own, with nothing on it but the way to the instances.
/// </summary>
internal sealed class FrontDoorServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly RequestForwarder _forwarder;
    private readonly string _service;
    private readonly Uri _address;

    public FrontDoorServer(string service, Uri address, BackendPool pool, ILogger logger)
    {
        _service = service;
        _address = address;

        // An empty builder: the Deployer's own configuration, its addresses above all, is not this server's. It logs
        // nothing either: what matters of a request is said by the forwarder.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // How large a request may be is the service's business.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddSingleton<IHostLifetime, SubordinateLifetime>().AddHttpForwarder();
        _server = builder.Build();
        _server.Urls.Add(address.GetLeftPart(UriPartial.Authority));
        _forwarder = new RequestForwarder(_server.Services.GetRequiredService<IHttpForwarder>(), pool, logger);
        _server.Run(_forwarder.ForwardAsync);
    }

    /// <summary>Where it really listens, once it does.</summary>
    public Uri Address => new(_server.Urls.First());

    /// <exception cref="IOException">The address cannot be had; the message names it and its key.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _server.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"{_address} (Local:Services:{_service}:Address) cannot be listened on: {exception.Message}");
        }
    }

    /// <summary>Takes no new requests, and waits for those under way.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _forwarder.Dispose();
    }
}
