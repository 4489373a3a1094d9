using System.Net;
using Garnet;
using Garnet.server;
using Tests.Tools;

namespace Tests.Redis;

/// <summary>A real server on a free port, which can be stopped and started again there.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly IPEndPoint _endPoint = FreeEndPoint();
    private GarnetServer? _server;

    public RedisServer() => Start();

    public string ConnectionString => $"{_endPoint},{RedisProcess.Patience}";

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

    public static IPEndPoint FreeEndPoint() => new(IPAddress.Loopback, FreePorts.Next());
}
