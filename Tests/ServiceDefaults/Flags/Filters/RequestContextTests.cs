using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServiceDefaults.Flags;
using ServiceDefaults.Flags.Filters;

namespace Tests.Flags;

public sealed class RequestContextTests
{
    private readonly HttpContextAccessor _requests = new() { HttpContext = new DefaultHttpContext() };
    private readonly FlagOptions _options = new();

    [Fact]
    public async Task GetContextAsync_KnownUser_IsTheUserWithTheRoles()
    {
        _requests.HttpContext!.Request.Headers["X-Request-Key"] = "a";
        _requests.HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, "ann"), new Claim(ClaimTypes.Role, "ring0"), new Claim("groups", "testers")], "test"));

        var context = await ContextAsync();

        context.UserId.Should().Be("ann");
        context.Groups.Should().Equal("ring0", "testers");
    }

    [Fact]
    public async Task GetContextAsync_KeyOfTheClient_IsNeverTakenForAUser()
    {
        _requests.HttpContext!.Request.Headers["X-Request-Key"] = "ann";

        (await ContextAsync()).UserId.Should().Be("key:ann");
    }

    [Fact]
    public async Task GetContextAsync_NoKeyOrNoneWanted_IsTheTraceThatEveryServiceSees()
    {
        _requests.HttpContext!.Request.Headers["X-Request-Key"] = "ann";
        _options.KeyHeader = "";
        using var activity = new Activity("request").Start();

        (await ContextAsync()).UserId.Should().Be($"trace:{activity.TraceId}");
    }

    private async Task<Microsoft.FeatureManagement.FeatureFilters.TargetingContext> ContextAsync() =>
        await new RequestContext(_requests, Options.Create(_options)).GetContextAsync();
}
