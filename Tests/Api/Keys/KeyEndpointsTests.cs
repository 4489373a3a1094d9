using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tests.Redis;

namespace Tests.Keys;

public sealed class KeyEndpointsTests : IClassFixture<RedisServer>, IAsyncLifetime, IDisposable
{
    private static readonly string[] TtlFault = ["The time to live is between 1 and 2592000 seconds."];

    private readonly ApiHost _host;
    private HttpClient _api = null!;

    public KeyEndpointsTests(RedisServer redis) => _host = new ApiHost(redis.ConnectionString);

    public async Task InitializeAsync() => _api = await _host.ReadyClientAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Set_NewKey_IsCreatedAndCanBeGot()
    {
        var set = await SetAsync("greeting", new { value = "grüß dich 🙂", ttlSeconds = 60 });

        set.StatusCode.Should().Be(HttpStatusCode.Created);
        set.Headers.Location.Should().Be("/keys/greeting");
        var got = await _api.GetFromJsonAsync<JsonElement>("/keys/greeting");
        got.GetProperty("value").GetString().Should().Be("grüß dich 🙂");
        got.GetProperty("ttlSeconds").GetInt32().Should().BeInRange(1, 60);
    }

    [Fact]
    public async Task Set_KeyThatIsThere_ReplacesIt()
    {
        await SetAsync("twice", new { value = "one" });

        var set = await SetAsync("twice", new { value = "" });

        set.StatusCode.Should().Be(HttpStatusCode.OK);
        (await _api.GetFromJsonAsync<JsonElement>("/keys/twice")).GetProperty("value").GetString().Should().BeEmpty();
    }

    [Fact]
    public async Task Set_NoTimeToLive_IsAnHour()
    {
        await SetAsync("hour", new { value = "x" });

        (await _api.GetFromJsonAsync<JsonElement>("/keys/hour")).GetProperty("ttlSeconds").GetInt32()
            .Should().BeInRange(3500, 3600);
    }

    [Fact]
    public async Task Get_AbsentKey_Is404ProblemNamingIt()
    {
        var get = await _api.GetAsync("/keys/nobody");

        get.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await ProblemAsync(get)).GetProperty("detail").GetString().Should().Contain("nobody");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    public async Task Recent_LimitOutOfRange_Is400(string limit)
    {
        var recent = await _api.GetAsync($"/keys?limit={limit}");

        recent.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ErrorsAsync(recent)).Should().ContainKey("limit");
    }

    [Fact]
    public async Task Set_EverythingWrong_ListsEveryFault()
    {
        var set = await SetAsync("no%20spaces", new { value = new string('ü', 32 * 1024 + 1), ttlSeconds = 2592001 });

        set.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var errors = await ErrorsAsync(set);
        errors.Keys.Should().BeEquivalentTo("key", "value", "ttlSeconds");
        errors["ttlSeconds"].Should().Equal(TtlFault);
    }

    [Fact]
    public async Task Set_NoValue_Is400()
    {
        var set = await SetAsync("novalue", new { ttlSeconds = 0 });

        (await ErrorsAsync(set)).Keys.Should().BeEquivalentTo("value", "ttlSeconds");
    }

    [Fact]
    public async Task Set_AtTheLimits_IsKept()
    {
        var key = new string('k', 256);
        var value = new string('ü', 32 * 1024);

        (await SetAsync(key, new { value, ttlSeconds = 2592000 })).StatusCode.Should().Be(HttpStatusCode.Created);

        (await _api.GetFromJsonAsync<JsonElement>($"/keys/{key}")).GetProperty("value").GetString().Should().Be(value);
    }

    [Theory]
    [InlineData("a%0A")]
    [InlineData("a%2Fb")]
    [InlineData("%C3%BC")]
    public async Task Get_KeyOutsideTheCharset_Is400(string key) =>
        (await _api.GetAsync($"/keys/{key}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Get_KeyTooLong_Is400() =>
        (await _api.GetAsync($"/keys/{new string('k', 257)}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("{\"value\": \"x\"", "$, line 1")]
    [InlineData("{\"value\": 7}", "$.value")]
    [InlineData("{\"value\": \"x\", \"ttlSeconds\": \"soon\"}", "$.ttlSeconds")]
    [InlineData("{\"value\": \"\\ud800\"}", "$.value")]
    [InlineData("", "body")]
    public async Task Set_BodyThatCannotBeRead_Is400SayingWhere(string body, string where)
    {
        var set = await _api.PutAsync("/keys/k", new StringContent(body, Encoding.UTF8, "application/json"));

        set.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ProblemAsync(set)).GetProperty("detail").GetString().Should().Contain(where);
    }

    [Fact]
    public async Task Set_NotJson_Is415Problem()
    {
        var set = await _api.PutAsync("/keys/k", new StringContent("x"));

        set.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        await ProblemAsync(set);
    }

    private Task<HttpResponseMessage> SetAsync(string key, object body) => _api.PutAsJsonAsync($"/keys/{key}", body);

    private static async Task<Dictionary<string, string[]>> ErrorsAsync(HttpResponseMessage response) =>
        (await ProblemAsync(response)).GetProperty("errors").Deserialize<Dictionary<string, string[]>>()!;

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
