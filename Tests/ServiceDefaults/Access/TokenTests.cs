using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Tests.Access;

public sealed class TokenTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await AccessHost.StartAsync(
        [
            .. AccessHost.Token("viewer", AccessHost.Viewer, "ci-old"),
            .. AccessHost.Token("viewer", AccessHost.Operator, "ci-new"),
        ]);
        _client = _app.Client();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData($"Bearer {AccessHost.Viewer}", "ci-old")]
    [InlineData($"Bearer {AccessHost.Operator}", "ci-new")]
    [InlineData($"bearer {AccessHost.Viewer}", "ci-old")]
    [InlineData($"BEARER   {AccessHost.Viewer} ", "ci-old")]
    public async Task Ask_OneOfSeveralLiveTokens_IsKnownByItsName(string header, string name)
    {
        using var answer = await AskAsync(header);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be(name);
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData($"Bearer {AccessHost.Viewer}x")]
    [InlineData($"Bearer x{AccessHost.Viewer}")]
    [InlineData($"Bearer {AccessHost.Viewer},{AccessHost.Operator}")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    [InlineData($"Bearer {AccessHost.Viewer} {AccessHost.Operator}")]
    [InlineData($"Bearer{AccessHost.Viewer}")]
    [InlineData($"Basic {AccessHost.Viewer}")]
    [InlineData(AccessHost.Viewer)]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Bearer tökén")]
    public async Task Ask_WrongOrMalformed_Is401WithTheErrorAndAProblem(string header)
    {
        using var answer = await AskAsync(header);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().Be("Bearer realm=\"slipway\", error=\"invalid_token\"");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task Ask_HashInPlaceOfTheToken_Is401()
    {
        using var answer = await AskAsync($"Bearer {ServiceDefaults.Access.Tokens.HashOf(AccessHost.Viewer)}");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ask_TwoHeaders_Is401EvenIfBothAreRight()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/look");
        request.Headers.TryAddWithoutValidation(
            "Authorization", [$"Bearer {AccessHost.Viewer}", $"Bearer {AccessHost.Operator}"]);

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ask_WithoutAToken_Is401AndSaysHow()
    {
        using var answer = await _client.GetAsync("/api/look");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().Be("Bearer realm=\"slipway\"");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await DetailAsync(answer)).Should().Contain("Authorization: Bearer");
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("token")]
    public async Task Ask_TokenInTheAddress_Is401AndSaysSo(string name)
    {
        using var answer = await _client.GetAsync($"/api/look?{name}={AccessHost.Viewer}");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await DetailAsync(answer)).Should().EndWith("A token in the address is never accepted.");
    }

    [Fact]
    public async Task Ask_OutsideTheApi_NeedsNoToken()
    {
        (await _client.GetStringAsync("/open")).Should().Be("open");
        (await _client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _client.GetAsync("/metrics")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();

    private async Task<HttpResponseMessage> AskAsync(string authorization)
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = _client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/look");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request);
    }
}
