using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Tests.Tools;

/// <summary>
/// The real <c>redis-server</c> on a free port, in a folder of its own, with every write on disk before it is
/// acknowledged. It can be killed and started again there.
/// </summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    /// <summary>
    /// A command takes as long as it takes where tests keep all cores busy. Of a server that is away clients know at once, by the
    /// connection.
    /// </summary>
    internal const string Patience = "syncTimeout=10000,asyncTimeout=10000";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-redis");
    private readonly IPAddress _address;
    private readonly int _port = FreePorts.Next();
    private StartedProcess? _process;

    private RedisProcess(IPAddress address) => _address = address;

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"{_address}:{_port},{Patience}");

    /// <param name="address">Of this machine; by default loopback.</param>
    public static async Task<RedisProcess> StartAsync(string address = "127.0.0.1")
    {
        var redis = new RedisProcess(IPAddress.Parse(address));
        await redis.RestartAsync();
        return redis;
    }

    /// <summary>Returns once it answers.</summary>
    public async Task RestartAsync()
    {
        _process = new StartedProcess(
            Tool.Get("redis-server"),
            [
                "--bind", $"{_address}", "--port", _port.ToString(CultureInfo.InvariantCulture), "--protected-mode", "no",
                "--dir", _folder.FullName, "--appendonly", "yes", "--appendfsync", "always", "--save", "",
            ]);
        await _process.StartedAsync(AnswersAsync);
    }

    /// <summary>As a machine that fails does it: without a word.</summary>
    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(
                ConnectionString + ",connectRetry=1,connectTimeout=500");
            await connection.GetDatabase().PingAsync();
            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return false;
        }
    }
}
