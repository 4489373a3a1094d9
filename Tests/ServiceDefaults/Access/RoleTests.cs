using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;

namespace Tests.Access;

public sealed class RoleTests
{
    [Theory]
    [InlineData(AccessHost.Viewer, "GET", "/api/look", HttpStatusCode.OK, "viewer")]
    [InlineData(AccessHost.Operator, "GET", "/api/look", HttpStatusCode.OK, "operator")]
    [InlineData(AccessHost.Admin, "GET", "/api/look", HttpStatusCode.OK, "admin")]
    [InlineData(AccessHost.Viewer, "POST", "/api/act", HttpStatusCode.Forbidden, "needs the role operator; ")]
    [InlineData(AccessHost.Operator, "POST", "/api/act", HttpStatusCode.OK, "operator")]
    [InlineData(AccessHost.Admin, "POST", "/api/act", HttpStatusCode.OK, "admin")]
    [InlineData(AccessHost.Viewer, "DELETE", "/api/all", HttpStatusCode.Forbidden, "needs the role admin; ")]
    [InlineData(AccessHost.Operator, "DELETE", "/api/all", HttpStatusCode.Forbidden, "needs the role admin; ")]
    [InlineData(AccessHost.Admin, "DELETE", "/api/all", HttpStatusCode.OK, "admin")]
    public async Task Ask_WithARole_MayDoWhatItAndTheLowerOnesMay(
        string token, string method, string path, HttpStatusCode status, string says)
    {
        await using var app = await AccessHost.StartAsync(AccessHost.AllRoles);
        using var client = app.Client(token);

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(says);
    }

    [Fact]
    public async Task Ask_WithTheTokenOfServices_MayLookAndNoMore()
    {
        const string shared = "a-token-that-the-services-share-0123456789";
        await using var app = await AccessHost.StartAsync([.. AccessHost.AllRoles, ("Access:ServiceToken", shared)]);
        using var client = app.Client(shared);

        (await client.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.PostAsync("/api/act", null)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        app.Services.GetRequiredService<OwnToken>().Value.Should().Be(shared);
    }

    [Fact]
    public async Task Ask_RoleIsTooLow_IsAProblemAndNamesTheScope()
    {
        await using var app = await AccessHost.StartAsync(AccessHost.AllRoles);
        using var client = app.Client(AccessHost.Viewer);

        using var answer = await client.PostAsync("/api/act", null);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("status").GetInt32().Should().Be(403);
        problem.GetProperty("detail").GetString().Should()
            .Be("This needs the role operator; the token of 'viewer' has viewer.");
        answer.Headers.WwwAuthenticate.ToString().Should()
            .Be("Bearer realm=\"slipway\", error=\"insufficient_scope\", scope=\"operator\"");
    }

    [Fact]
    public async Task Start_EndpointUnderApiThatAsksForNoRole_IsRefused()
    {
        await using var app = AccessHost.Build("Production", null, AccessHost.AllRoles);
        app.MapGet("/api/forgotten", () => "all");

        var start = () => app.StartAsync();

        (await start.Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*GET /api/forgotten*RequireViewer*");
    }
}
