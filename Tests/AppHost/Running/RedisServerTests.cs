using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Tests.Hosting.Running;

public sealed class RedisServerTests
{
    [Fact]
    public async Task Start_WithAVolume_HasTheDataOfTheLastTime()
    {
        using var folder = new TemporaryFolder();

        (await AskAsync(folder, "SET", "key", "value")).Should().Be("+OK");

        (await AskAsync(folder, "STRLEN", "key")).Should().Be(":5");
    }

    [Fact]
    public async Task Start_Always_WantsThePassword()
    {
        using var folder = new TemporaryFolder();
        var (server, redis) = await StartAsync(folder);
        using (server)
        {
            (await LineAsync(redis, ["AUTH", "guess"])).Should().StartWith("-");
            (await LineAsync(redis, ["GET", "key"])).Should().StartWith("-NOAUTH");
        }
    }

    /// <summary>Starts a server over the same folder, asks it one thing, and stops it.</summary>
    private static async Task<string?> AskAsync(TemporaryFolder folder, params string[] question)
    {
        var (server, redis) = await StartAsync(folder);
        using (server)
        {
            return await LineAsync(redis, ["AUTH", "secret"], question);
        }
    }

    private static async Task<(RedisServer Server, RedisResource Redis)> StartAsync(TemporaryFolder folder)
    {
        var builder = Compose.In(folder, "--Parameters:redis-password=secret");
        var redis = builder.AddRedis("redis").WithDataVolume("data").Resource;
        PortAllocation.Allocate(builder.Resources).Should().BeEmpty();
        return (await RedisServer.StartAsync(redis, Path.Combine(folder.Path, "redis"), default), redis);
    }

    /// <summary>The answer, of one line, to the last of the commands.</summary>
    private static async Task<string?> LineAsync(RedisResource redis, params string[][] commands)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient("127.0.0.1", redis.PrimaryEndpoint.Port);
        using var reader = new StreamReader(client.GetStream());
        string? line = null;
        foreach (var command in commands)
        {
            var words = string.Concat(command.Select(word => $"${word.Length}\r\n{word}\r\n"));
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"*{command.Length}\r\n{words}"), patience.Token);
            line = await reader.ReadLineAsync(patience.Token);
        }

        return line;
    }
}
