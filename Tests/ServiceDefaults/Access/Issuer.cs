using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tests.Access;

/// <summary>What of OpenID Connect a service needs that gets tokens: discovery and keys, on a real server.</summary>
public sealed class Issuer : IAsyncLifetime
{
    public const string Audience = "slipway";
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "key-1" };
    private WebApplication _app = null!;

    public string Authority => _app.Urls.First();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapGet("/.well-known/openid-configuration", context => context.Response.WriteAsJsonAsync(new
        {
            issuer = Authority,
            jwks_uri = $"{Authority}/keys",
        }));
        _app.MapGet("/keys", context =>
        {
            var key = _key.Rsa.ExportParameters(includePrivateParameters: false);
            return context.Response.WriteAsJsonAsync(new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA", use = "sig", kid = _key.KeyId, alg = "RS256",
                        n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent),
                    },
                },
            });
        });
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }

    public string Token(params string[] roles) => Token(_ => { }, roles);

    /// <summary>A token, changed as the caller says before it is signed.</summary>
    public string Token(Action<SecurityTokenDescriptor> change, params string[] roles)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = Audience,
            IssuedAt = DateTime.UtcNow.AddHours(-2),
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "someone", ["roles"] = roles },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        };
        change(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>The public key as everybody knows it, for who would take it for a shared secret.</summary>
    public byte[] PublicKey() => _key.Rsa.ExportSubjectPublicKeyInfo();
}
