using System.Net;
using Garnet;
using Garnet.server;
using ServiceDefaults.Redis;
using StackExchange.Redis;
using Tests.Tools;

namespace Tests.Redis;

/// <summary>A real server on a free port, which can be stopped and started again there.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly IPEndPoint _endPoint = FreeEndPoint();
    private GarnetServer? _server;

    public RedisServer() => Start();

    public string ConnectionString => $"{_endPoint},{RedisProcess.Patience}";

    /// <summary>As services open it: while the server is away a command fails at once, and does not wait for it.</summary>
    public static Task<ConnectionMultiplexer> ConnectAsync(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.Defaults = new RedisDefaults();
        return ConnectionMultiplexer.ConnectAsync(options);
    }

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
