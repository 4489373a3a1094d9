using System.Net;
using System.Net.Sockets;
using Garnet;
using Garnet.server;

namespace Tests.Redis;

/// <summary>A real server on a free port, which can be stopped and started again there.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly IPEndPoint _endPoint = FreeEndPoint();
    private GarnetServer? _server;

    public RedisServer() => Start();

    public string ConnectionString => _endPoint.ToString();

    public void Start()
    {
        _server = new GarnetServer(new GarnetServerOptions
        {
            EndPoints = [_endPoint],
            QuietMode = true,
            LogMemorySize = "16m",
            PageSize = "1m",
        });
        _server.Start();
    }

    public void Stop()
    {
        _server?.Dispose();
        _server = null;
    }

    public void Dispose() => Stop();

    public static IPEndPoint FreeEndPoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
