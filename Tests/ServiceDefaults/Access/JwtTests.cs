using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;

namespace Tests.Access;

public sealed class JwtTests(Issuer issuer) : IClassFixture<Issuer>
{
    [Theory]
    [InlineData("viewer", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("Operator", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("someone else's", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Ask_RoleInTheClaim_Counts(string role, HttpStatusCode looks, HttpStatusCode acts)
    {
        await using var app = await StartAsync();
        using var client = app.Client(issuer.Token("other", role));

        (await client.GetAsync("/api/look")).StatusCode.Should().Be(looks);
        (await client.PostAsync("/api/act", null)).StatusCode.Should().Be(acts);
    }

    [Fact]
    public async Task Ask_RolesAreMapped_TheHighestCountsAndTheNamesThemselvesDoNot()
    {
        await using var app = await StartAsync(
            ("Access:Jwt:RoleClaim", "groups"), ("Access:Jwt:NameClaim", "email"),
            ("Access:Jwt:Roles:viewer:0", "staff"),
            ("Access:Jwt:Roles:Admin:0", "platform"), ("Access:Jwt:Roles:Admin:1", "owners"));
        using var owner = app.Client(issuer.Token(token =>
        {
            token.Claims["groups"] = new[] { "staff", "owners" };
            token.Claims["email"] = "owner@example.org";
        }));
        using var pretender = app.Client(issuer.Token(token => token.Claims["groups"] = new[] { "admin" }));

        using var answer = await owner.DeleteAsync("/api/all");

        (await answer.Content.ReadAsStringAsync()).Should().Be("owner@example.org");
        (await pretender.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Ask_TokensBeside_BothHold()
    {
        await using var app = await StartAsync(AccessHost.AllRoles);
        using var opaque = app.Client(AccessHost.Viewer);
        using var jwt = app.Client(issuer.Token("viewer"));

        (await opaque.GetStringAsync("/api/look")).Should().Be("viewer");
        (await jwt.GetStringAsync("/api/look")).Should().Be("someone");
    }

    [Fact]
    public Task Ask_WrongAudience_Is401() => IsRefusedAsync(
        issuer.Token(token => token.Audience = "another", "admin"), "does not hold here");

    [Fact]
    public Task Ask_WithoutAudience_Is401() => IsRefusedAsync(
        issuer.Token(token => token.Audience = null, "admin"), "does not hold here");

    [Fact]
    public Task Ask_OtherIssuer_Is401() => IsRefusedAsync(
        issuer.Token(token => token.Issuer = "https://login.example.org", "admin"), "does not hold here");

    [Fact]
    public Task Ask_Expired_Is401AndSaysSo() => IsRefusedAsync(
        issuer.Token(token => token.Expires = DateTime.UtcNow.AddHours(-1), "admin"), "has expired");

    [Fact]
    public Task Ask_NeverExpires_Is401() => IsRefusedAsync(
        issuer.Token(token => token.Expires = null, "admin"), "does not hold here");

    [Fact]
    public Task Ask_NotYet_Is401() => IsRefusedAsync(
        issuer.Token(token => token.NotBefore = DateTime.UtcNow.AddMinutes(4), "admin"),
        "does not hold here");

    [Theory]
    [InlineData("key-1")]
    [InlineData("key-2")]
    public async Task Ask_OtherKey_Is401(string name)
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = name };

        await IsRefusedAsync(
            issuer.Token(token => token.SigningCredentials = new(key, SecurityAlgorithms.RsaSha256), "admin"),
            "does not hold here");
    }

    [Fact]
    public Task Ask_NotSigned_Is401() => IsRefusedAsync(
        issuer.Token(token => token.SigningCredentials = null, "admin"), "does not hold here");

    [Fact]
    public Task Ask_PublicKeyAsSharedSecret_Is401()
    {
        var key = new SymmetricSecurityKey(issuer.PublicKey()) { KeyId = "key-1" };

        return IsRefusedAsync(
            issuer.Token(token => token.SigningCredentials = new(key, SecurityAlgorithms.HmacSha256), "admin"),
            "does not hold here");
    }

    [Fact]
    public Task Ask_RoleChangedAfterwards_Is401()
    {
        var parts = issuer.Token("viewer").Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("viewer", "admin", StringComparison.Ordinal);

        return IsRefusedAsync(
            $"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(claims))}.{parts[2]}", "does not hold here");
    }

    [Fact]
    public Task Ask_LooksLikeOneOnly_Is401() => IsRefusedAsync("eyJx.%.%", "does not hold here");

    [Fact]
    public async Task Ask_IssuerIsAway_Is503AndTokensHold()
    {
        await using var app = await StartAsync(
            [.. AccessHost.AllRoles, ("Access:Jwt:Authority", "http://127.0.0.1:1")]);
        using var jwt = app.Client(issuer.Token("viewer"));
        using var opaque = app.Client(AccessHost.Viewer);

        using var answer = await jwt.GetAsync("/api/look");

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.Should().NotBeNull();
        (await opaque.GetAsync("/api/look")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task IsRefusedAsync(string token, string because)
    {
        await using var app = await StartAsync();
        using var client = app.Client(token);

        using var answer = await client.GetAsync("/api/look");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().Be("Bearer realm=\"slipway\", error=\"invalid_token\"");
        (await answer.Content.ReadAsStringAsync()).Should().Contain(because);
    }

    private Task<WebApplication> StartAsync(params (string Key, string Value)[] settings) => AccessHost.StartAsync(
        [("Access:Jwt:Authority", issuer.Authority), ("Access:Jwt:Audience", Issuer.Audience), .. settings]);
}
