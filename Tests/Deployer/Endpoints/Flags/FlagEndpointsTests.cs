using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Fakes;
using Tests.Redis;

namespace Tests.Flags;

public sealed class FlagEndpointsTests : IAsyncLifetime, IDisposable
{
    private readonly RedisServer _redis = new();
    private readonly DeployerApplication _deployer;
    private readonly HttpClient _client;

    public FlagEndpointsTests()
    {
        _deployer = new DeployerApplication(_redis.ConnectionString);
        _client = _deployer.CreateClient();
        _client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", DeployerApplication.OperatorToken);
    }

    public Task InitializeAsync() => _deployer.Services.FlagStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _deployer.Dispose();
        _redis.Dispose();
    }

    [Fact]
    public async Task Put_NewFlag_IsCreatedAndListedWithWhoAndWhy()
    {
        using var created = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true,"why":"to try it"}""");

        created.StatusCode.Should().Be(HttpStatusCode.Created);
        created.Headers.Location!.ToString().Should().Be("/api/flags/set");
        var flag = (await JsonAsync("/api/flags")).GetProperty("flags").EnumerateArray().Should().ContainSingle().Subject;
        flag.GetProperty("by").GetString().Should().Be("operator");
        flag.GetProperty("why").GetString().Should().Be("to try it");
        flag.GetProperty("definition").GetRawText().Should().Be("""{"id":"set","enabled":true}""");
        flag.GetProperty("eTag").GetString().Should().Be(created.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Put_FlagThatExists_WantsToKnowWhichStateIsMeant()
    {
        using var created = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true}""");
        var first = created.Headers.ETag!.Tag;

        using var unsaid = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":false}""");
        using var right = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":false}""", first);
        using var late = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true}""", first);
        using var whatever = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true}""", "*");
        using var nothing = await SendAsync(HttpMethod.Put, "/api/flags/other", """{"enabled":true}""", "*");
        using var malformed = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true}""", "17");

        unsaid.StatusCode.Should().Be(HttpStatusCode.PreconditionRequired);
        (await DetailAsync(unsaid)).Should().Contain(first);
        right.StatusCode.Should().Be(HttpStatusCode.OK);
        late.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await DetailAsync(late)).Should().Contain(right.Headers.ETag!.Tag);
        whatever.StatusCode.Should().Be(HttpStatusCode.OK);
        nothing.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        malformed.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Put_InvalidDefinition_SaysEveryFaultWhereItIs()
    {
        using var answer = await SendAsync(HttpMethod.Put, "/api/flags/set", """
            {"enabled":"yes","conditions":{"client_filters":[{"name":"Percentage","parameters":{"Value":120}}]}}
            """);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name).Should().Equal(
            "enabled", "conditions.client_filters[0].parameters.Value");
    }

    [Theory]
    [InlineData("{", "The body is not JSON*")]
    [InlineData("[]", "The body is no JSON object.")]
    [InlineData("""{"enabled":true,"enabled":false}""", "The body is not JSON*")]
    [InlineData("""{"enabled":true,"why":1}""", "why: *")]
    [InlineData("", "The body is not JSON*")]
    [InlineData("""{"enabled":true,"why":"\ud800"}""", "why: It is no text: *")]
    [InlineData("""{"enabled":true,"description":"\ud800"}""", "description: It is no text: *")]
    [InlineData("""{"enabled":true,"\ud800":1}""", "The body is not JSON: *UTF-16*")]
    [InlineData("""{"enabled":true,"conditions":{"\ud800":1}}""", "The body is not JSON: *UTF-16*")]
    [InlineData("""{"enabled":true,"telemetry":{"metadata":{"a":"\ud800"}}}""", "telemetry.metadata.a: It is no text: *")]
    [InlineData("""{"enabled":true,"variants":[{"name":"a","configuration_value":["\ud800"]}]}""", "variants[0].configuration_value[0]: *")]
    public async Task Put_BodyThatIsNone_SaysSo(string body, string detail)
    {
        using var answer = await SendAsync(HttpMethod.Put, "/api/flags/set", body);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await DetailAsync(answer)).Should().Match(detail);
    }

    [Fact]
    public async Task Patch_OneProperty_LeavesTheRestAsItIs()
    {
        await SendAsync(HttpMethod.Put, "/api/flags/set", """
            {"enabled":true,"description":"d","conditions":{"client_filters":[{"name":"Track","parameters":{"Tracks":["canary"]}}]}}
            """);

        using var patched = await SendAsync(HttpMethod.Patch, "/api/flags/set", """{"enabled":false,"description":null,"why":"w"}""");

        patched.StatusCode.Should().Be(HttpStatusCode.OK);
        var definition = (await JsonAsync("/api/flags/set")).GetProperty("definition");
        definition.GetProperty("enabled").GetBoolean().Should().BeFalse();
        definition.TryGetProperty("description", out _).Should().BeFalse();
        definition.GetProperty("conditions").GetRawText().Should().Contain("canary");
        (await SendAsync(HttpMethod.Patch, "/api/flags/other", "{}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Revert_ChangeAndDeletion_BringsBackWhatWasBefore()
    {
        await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true,"description":"first"}""");
        var first = (await JsonAsync("/api/flags/set/history"))[0].GetProperty("version").GetString();
        await SendAsync(HttpMethod.Patch, "/api/flags/set", """{"enabled":false,"why":"errors"}""");
        await SendAsync(HttpMethod.Delete, "/api/flags/set?why=old", null, "*");
        (await _client.GetAsync("/api/flags/set")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        using var undeleted = await SendAsync(HttpMethod.Post, "/api/flags/set/revert", "{}");
        undeleted.StatusCode.Should().Be(HttpStatusCode.OK);
        (await JsonAsync("/api/flags/set")).GetProperty("enabled").GetBoolean().Should().BeFalse();

        using var back = await SendAsync(HttpMethod.Post, "/api/flags/set/revert", $$"""{"to":"{{first}}","why":"good again"}""");
        back.StatusCode.Should().Be(HttpStatusCode.OK);
        (await JsonAsync("/api/flags/set")).GetProperty("enabled").GetBoolean().Should().BeTrue();

        var history = (await JsonAsync("/api/flags/set/history")).EnumerateArray().ToList();
        history.Select(change => change.GetProperty("kind").GetString())
            .Should().Equal("Revert", "Revert", "Delete", "Set", "Set");
        history[0].GetProperty("why").GetString().Should().Be("good again");
        history[2].TryGetProperty("to", out _).Should().BeFalse();
        history.Should().OnlyContain(change => change.GetProperty("by").GetString() == "operator");
        (await JsonAsync("/api/flag-changes?limit=1")).GetArrayLength().Should().Be(1);
        (await SendAsync(HttpMethod.Post, "/api/flags/set/revert", """{"to":"nothing"}""")).StatusCode
            .Should().Be(HttpStatusCode.NotFound);
    }

    // Each of these would otherwise take back the last change, which nobody asked for.
    [Theory]
    [InlineData("""{"version":"17"}""", "version: There is no such property; there are to, why.")]
    [InlineData("""{"To":"17"}""", "To: There is no such property; *")]
    [InlineData("""{"to":17,"when":"now"}""", "when: There is no such property; * to: It is the version of a change*")]
    [InlineData("""{"to":null}""", "to: It is the version of a change*")]
    [InlineData("17", "The body is no JSON object.")]
    public async Task Revert_ByASlip_IsRefusedAndChangesNothing(string body, string detail)
    {
        using var created = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true}""");

        using var answer = await SendAsync(HttpMethod.Post, "/api/flags/set/revert", body);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await DetailAsync(answer)).Should().Match(detail);
        (await JsonAsync("/api/flags/set")).GetProperty("eTag").GetString().Should().Be(created.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Revert_WithoutABody_TakesBackTheLastChange()
    {
        await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true}""");
        await SendAsync(HttpMethod.Patch, "/api/flags/set", """{"enabled":false}""");

        using var answer = await SendAsync(HttpMethod.Post, "/api/flags/set/revert", null);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await JsonAsync("/api/flags/set")).GetProperty("enabled").GetBoolean().Should().BeTrue();
    }

    // A part of what cannot be read would be all that is left of it.
    [Fact]
    public async Task Patch_FlagWhoseDocumentIsNotValid_IsRefusedAndThatOneIsKept()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        await redis.GetDatabase().HashSetAsync(FlagKeys.Flags, "set", "{}");

        using var patched = await SendAsync(HttpMethod.Patch, "/api/flags/set", """{"enabled":true}""", "*");

        patched.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await DetailAsync(patched)).Should().StartWith("Flag 'set' cannot be changed in part, for its document in Redis is not valid: ");
        ((string?)await redis.GetDatabase().HashGetAsync(FlagKeys.Flags, "set")).Should().Be("{}");
        using var whole = await SendAsync(HttpMethod.Put, "/api/flags/set", """{"enabled":true}""", "*");
        whole.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    // On a real server: the one in memory knows no limits.
    [Fact]
    public async Task Put_BodyIsTooLarge_IsAnsweredSoWhateverIsAccepted()
    {
        using var deployer = new DeployerApplication(_redis.ConnectionString);
        deployer.UseKestrel(0);
        deployer.StartServer();
        using var client = deployer.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DeployerApplication.OperatorToken);

        using var answer = await PutAsync("application/json");
        using var wordless = await PutAsync("image/png");

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await DetailAsync(answer)).Should().Contain("65536");
        wordless.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);

        Task<HttpResponseMessage> PutAsync(string accepts) => client.SendAsync(new HttpRequestMessage(HttpMethod.Put, "/api/flags/set")
        {
            Headers = { { "Accept", accepts } },
            Content = new StringContent(new string(' ', 70_000) + """{"enabled":true}"""),
        });
    }

    [Theory]
    [InlineData("PUT", "/api/flags/set")]
    [InlineData("PATCH", "/api/flags/set")]
    [InlineData("DELETE", "/api/flags/set")]
    [InlineData("POST", "/api/flags/set/revert")]
    public async Task Change_ByAViewer_IsForbidden(string method, string path)
    {
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DeployerApplication.Token);

        (await SendAsync(new HttpMethod(method), path, "{}")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Get_RedisIsAway_SaysWhenToComeAgain()
    {
        _redis.Stop();

        using var answer = await _client.GetAsync("/api/flags");

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(2));
    }

    private async Task<JsonElement> JsonAsync(string path) => await _client.GetFromJsonAsync<JsonElement>(path);

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, string? match = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return _client.SendAsync(request);
    }
}
