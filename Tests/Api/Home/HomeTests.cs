using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Redis;

namespace Tests.Home;

public sealed class HomeTests : IDisposable
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    // Nothing on this page needs Redis.
    private readonly ApiHost _host = new(RedisServer.FreeEndPoint().ToString(), null,
        ("Instance:Service", "api"), ("Instance:Track", "canary"), ("Instance:Version", "1.2<script>"),
        ("Instance:Image", "api:canary"), ("Instance:Digest", "sha256:abc"), ("Instance:Name", "api-canary-1"));

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/json, text/html;q=0.5")]
    public async Task Home_ForAProgram_IsJson(string? accept)
    {
        var answer = await GetAsync(accept);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).ToString().Should().Contain("\"track\":\"canary\"")
            .And.Contain("\"digest\":\"sha256:abc\"").And.Contain("\"instance\":\"api-canary-1\"");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task Home_ForABrowser_IsAPageThatEscapesWhatItShows()
    {
        var answer = await GetAsync(Browser);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'");
        (await answer.Content.ReadAsStringAsync()).Should()
            .Contain("1.2&lt;script&gt;").And.NotContain("<script>").And.Contain("api-canary-1");
    }

    [Fact]
    public async Task UnknownPath_Is404Problem()
    {
        using var client = _host.CreateClient();

        var answer = await client.GetAsync("/nothing");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    private async Task<HttpResponseMessage> GetAsync(string? accept)
    {
        using var client = _host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await client.SendAsync(request);
    }
}
