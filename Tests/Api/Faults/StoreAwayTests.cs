using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Redis;

namespace Tests.Faults;

public sealed class StoreAwayTests : IDisposable
{
    private readonly RedisServer _redis = new();

    [Fact]
    public async Task EveryFunction_RedisGoesAndComes_Is503UntilItIsBack()
    {
        await using var host = new ApiHost(_redis.ConnectionString);
        using var api = await host.ReadyClientAsync();

        _redis.Stop();
        await Eventually.TrueAsync(async () => !(await api.GetAsync("/health/ready")).IsSuccessStatusCode);
        foreach (var answer in new[]
        {
            await api.PutAsJsonAsync("/keys/a", new { value = "x" }),
            await api.GetAsync("/keys/a"),
            await api.GetAsync("/keys"),
        })
        {
            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(2));
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString()
                .Should().Be("The key store is away");
        }

        (await api.GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.OK, "it needs no store");

        _redis.Start();

        // Not Created: a set whose answer came too late has set all the same.
        await Eventually.TrueAsync(async () =>
            (await api.PutAsJsonAsync("/keys/a", new { value = "x" })).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Get_RedisAcceptsButIsSilent_Is503()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var host = new ApiHost(silent.LocalEndpoint.ToString()!);
        using var api = host.CreateClient();

        (await api.GetAsync("/keys/a")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);

        api.DefaultRequestHeaders.Accept.ParseAdd("image/png");
        (await api.GetAsync("/keys/a")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, "who takes no JSON is answered too");
    }

    public void Dispose() => _redis.Dispose();
}
