using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Tests.Redis;

namespace Tests.Lifetime;

[Trait("Category", "EndToEnd")]
public sealed class ApiProcessTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private const string Body = """{"value":"slow"}""";

    [Fact]
    public async Task Sigterm_RequestInFlight_FinishesItAndExits()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // There is no SIGTERM.
        }

        using var process = new ApiProcess(
            ("ConnectionStrings__redis", redis.ConnectionString), ("Drain__Delay", "00:00:00"));
        var address = await process.Address;
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT /keys/slow HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Body.Length}\r\n\r\n{Body[..5]}"));

        await process.TerminateAsync();

        await Eventually.TrueAsync(() => RefusesAsync(address));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[5..]));
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).Should().StartWith("HTTP/1.1 20");
        (await process.ExitCodeAsync()).Should().Be(0);
    }

    [Fact]
    public async Task ParentIsKilled_StopsByItself()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // There is no sleep to be the parent.
        }

        using var parent = Process.Start("sleep", "600");
        using var process = new ApiProcess(
            ("ConnectionStrings__redis", redis.ConnectionString), ("Drain__Delay", "00:00:00"),
            ("Parent__ProcessId", parent.Id.ToString(CultureInfo.InvariantCulture)));
        await process.Address;

        parent.Kill();

        (await process.ExitCodeAsync()).Should().Be(0);
    }

    [Fact]
    public async Task ParentIsGoneAtStart_StopsByItself()
    {
        using var process = new ApiProcess(
            ("ConnectionStrings__redis", redis.ConnectionString), ("Drain__Delay", "00:00:00"),
            ("Parent__ProcessId", int.MaxValue.ToString(CultureInfo.InvariantCulture)));

        (await process.ExitCodeAsync()).Should().Be(0);
    }

    private static async Task<bool> RefusesAsync(Uri address)
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(address.Host, address.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
