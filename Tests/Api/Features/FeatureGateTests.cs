using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using StackExchange.Redis;
using Tests.Flags;
using Tests.Redis;

namespace Tests.Features;

public sealed class FeatureGateTests(RedisServer redis) : IClassFixture<RedisServer>, IDisposable
{
    private const string Off = """
        {"feature_management":{"feature_flags":[{"id":"other","enabled":true},{"id":"set","enabled":false}]}}
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"features-{Guid.NewGuid():N}.json");

    [Fact]
    public async Task Set_FlagIsSwitchedOffAndOn_IsGoneAndBackWhileGetAndRecentStay()
    {
        await using var host = new ApiHost(redis.ConnectionString, null, ("Flags:File", _file));
        using var api = await host.ReadyClientAsync();
        (await SetAsync(api)).IsSuccessStatusCode.Should().BeTrue();

        await File.WriteAllTextAsync(_file, Off);
        await Eventually.TrueAsync(async () => (await SetAsync(api)).StatusCode == HttpStatusCode.NotFound);
        (await api.GetAsync("/keys/a")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await api.GetAsync("/keys")).StatusCode.Should().Be(HttpStatusCode.OK);

        await File.WriteAllTextAsync(_file, Off.Replace("false", "true", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => (await SetAsync(api)).IsSuccessStatusCode);
    }

    // The original's story: enabled, disabled with a clear answer, enabled again.
    [Fact]
    public async Task Set_FlagIsFlippedInRedis_IsGoneAndBackInEveryInstance()
    {
        using var server = new RedisServer();
        await using var one = new ApiHost(server.ConnectionString);
        await using var two = new ApiHost(server.ConnectionString);
        using HttpClient first = await one.ReadyClientAsync(), second = await two.ReadyClientAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var store = await connection.StoreAsync();
        (await SetAsync(first)).IsSuccessStatusCode.Should().BeTrue();

        await store.SetAsync(TestFlags.Define("set", enabled: false));
        await Eventually.TrueAsync(async () => (await SetAsync(first)).StatusCode == HttpStatusCode.NotFound);
        await Eventually.TrueAsync(async () => (await SetAsync(second)).StatusCode == HttpStatusCode.NotFound);
        (await first.GetAsync("/keys/a")).StatusCode.Should().Be(HttpStatusCode.OK);

        await store.SetAsync(TestFlags.Define("set"));
        await Eventually.TrueAsync(async () => (await SetAsync(first)).IsSuccessStatusCode);
        await Eventually.TrueAsync(async () => (await SetAsync(second)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Set_FlagIsOff_IsAProblemThatNamesTheFlagWhateverTheBody()
    {
        await File.WriteAllTextAsync(_file, Off);
        await using var host = new ApiHost(redis.ConnectionString, null, ("Flags:File", _file));
        using var api = await host.ReadyClientAsync();

        var set = await api.PutAsync("/keys/a", new StringContent("{", Encoding.UTF8, "application/json"));

        set.StatusCode.Should().Be(HttpStatusCode.NotFound);
        set.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await set.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().Should().Be("urn:slipway:feature-off");
        problem.GetProperty("flag").GetString().Should().Be("set");
        problem.GetProperty("detail").GetString().Should().Contain("'set'");
    }

    [Fact]
    public async Task Set_FlagIsOffForWhoTakesNoJson_SaysSoInPlainText()
    {
        await File.WriteAllTextAsync(_file, Off);
        await using var host = new ApiHost(redis.ConnectionString, null, ("Flags:File", _file));
        using var api = await host.ReadyClientAsync();
        api.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        var set = await SetAsync(api);

        set.StatusCode.Should().Be(HttpStatusCode.NotFound);
        set.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        (await set.Content.ReadAsStringAsync()).Should().Be("The feature flag 'set' is off.");
    }

    [Fact]
    public async Task Set_FlagIsOffByEnvironmentOrSettings_IsOff()
    {
        await using var host = new ApiHost(redis.ConnectionString, null,
            ("feature_management:feature_flags:0:id", "set"), ("feature_management:feature_flags:0:enabled", "false"));
        using var api = await host.ReadyClientAsync();

        (await SetAsync(api)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    public void Dispose() => File.Delete(_file);

    private static Task<HttpResponseMessage> SetAsync(HttpClient api) =>
        api.PutAsJsonAsync("/keys/a", new { value = "x" });
}
