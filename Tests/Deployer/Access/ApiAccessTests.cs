using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tests.Fakes;

namespace Tests.Access;

public sealed class ApiAccessTests : IDisposable
{
    private readonly DeployerApplication _deployer = new();
    private readonly HttpClient _client;

    public ApiAccessTests() => _client = _deployer.CreateClient();

    public void Dispose()
    {
        _client.Dispose();
        _deployer.Dispose();
    }

    [Theory]
    [InlineData("/api/tracks")]
    [InlineData("/api/rollouts")]
    [InlineData("/api/rollouts/1")]
    [InlineData("/api/flags")]
    [InlineData("/api/flags/set")]
    [InlineData("/api/flags/set/history")]
    [InlineData("/api/flag-changes")]
    public async Task Get_UnderTheApi_NeedsATokenAndTakesAViewers(string path)
    {
        (await _client.GetAsync(path)).StatusCode.Should().NotBe(HttpStatusCode.Unauthorized);

        _client.DefaultRequestHeaders.Authorization = null;

        (await _client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/sd/targets")]
    public async Task Get_TheRest_NeedsNone(string path)
    {
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "of-somebody-else");

        (await _client.GetAsync(path)).StatusCode.Should().NotBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void Endpoints_OutsideTheApi_NeverLookAtAToken() =>
        // A webhook's secret may come as a Bearer token: it is no attempt at the API.
        _deployer.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null)
            .Should().NotBeEmpty().And.OnlyContain(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/"));

    [Fact]
    public async Task Webhook_ItsSecretAsBearer_IsNoFailureOfTheApi()
    {
        _client.DefaultRequestHeaders.Authorization = new("Bearer", DeployerApplication.Secret);
        using var push = new StringContent("""{"image":"other/app:dev"}""");

        using var answer = await _client.PostAsync("/webhooks/generic", push);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        _deployer.Lines.All.Should().NotContain(line => line.Contains("was refused"));
    }

    [Fact]
    public async Task Page_ForPeople_RunsItsOwnScriptOnly()
    {
        using var answer = await _client.GetAsync("/");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().NotContain("unsafe").And.MatchRegex("script-src 'sha256-[A-Za-z0-9+/]{43}='");
        var page = await answer.Content.ReadAsStringAsync();
        page.Should().Contain("<label for=\"token\">").And.NotContain("localStorage");
    }
}
