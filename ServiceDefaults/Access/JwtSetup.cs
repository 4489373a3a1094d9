using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults.Access;

/// <summary>
/// Checks JWTs against the keys that the configured issuer publishes, and takes name and role from their claims.
/// </summary>
internal sealed class JwtSetup(IOptions<AccessOptions> access, ILogger<JwtSetup> logger)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IssuerTimeout = TimeSpan.FromSeconds(10);

    // Signatures that only who holds a private key can make.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var jwt = access.Value.Jwt;
        options.Authority = jwt.Authority;
        // The rules of the section allow http on this machine alone.
        options.RequireHttpsMetadata = jwt.Authority?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ?? true;
        options.BackchannelTimeout = IssuerTimeout;
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = jwt.Audience,
            ValidAlgorithms = Algorithms,
            ClockSkew = ClockSkew,
        };
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = FindIssuerAsync,
            OnAuthenticationFailed = context =>
            {
                context.Fail(new RefusedException(
                    context.Exception is SecurityTokenExpiredException ? Refusal.Expired : Refusal.Invalid));
                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                var claims = context.Principal!;
                context.Principal = AccessIdentity.Of(
                    claims.FindFirst(jwt.NameClaim)?.Value ?? claims.FindFirst("sub")?.Value ?? "(no name)",
                    JwtRoles.Highest(claims.FindAll(jwt.RoleClaim).Select(claim => claim.Value), jwt),
                    "Jwt");
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>
    /// Before the token is looked at, because without the issuer's keys every token would look forged. What was fetched
    /// once is at hand, also while the issuer is away.
    /// </summary>
    private async Task FindIssuerAsync(MessageReceivedContext context)
    {
        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            Log.IssuerAway(logger, context.Options.Authority, exception.GetBaseException().Message);
            context.Fail(new RefusedException(Refusal.IssuerAway, RetryAfter));
        }
    }
}
