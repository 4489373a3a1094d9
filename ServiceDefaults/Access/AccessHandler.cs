using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Access;

/// <summary>Finds out who asks: by an opaque token, or by a JWT where an issuer is configured.</summary>
internal sealed class AccessHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemeOptions,
    IOptions<AccessOptions> options,
    LiveTokens tokens,
    FailureLimit limit,
    AccessMetrics metrics,
    ILoggerFactory loggers,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemeOptions, loggers, encoder)
{
    public const string SchemeName = "Access";
    public const string JwtScheme = "Jwt";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (token, refusal) = BearerHeader.Read(Request.Headers.Authorization);
        if (refusal is { } unreadable)
        {
            return Refuse(unreadable);
        }

        if (limit.WaitOf(Address) is { } wait)
        {
            return Refuse(Refusal.Limited, wait);
        }

        if (options.Value.Jwt.IsOn && BearerHeader.LooksLikeJwt(token))
        {
            return await Context.AuthenticateAsync(JwtScheme);
        }

        if (tokens.Find(token) is not { } found)
        {
            return Refuse(Refusal.Unknown);
        }

        var user = AccessIdentity.Of(found.Name, found.Role, "Token");
        return AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        var refused = failure as RefusedException ?? new RefusedException(Refusal.Invalid);
        metrics.Refused(refused.Refusal);
        if (refused.Refusal is Refusal.Malformed or Refusal.Unknown or Refusal.Expired or Refusal.Invalid)
        {
            limit.Count(Address);
            Log.TokenRefused(Logger, Address, AccessAnswers.Sentence(refused.Refusal));
        }

        await AccessAnswers.RefuseAsync(Context, refused);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        metrics.Refused(Refusal.Role);
        return AccessAnswers.ForbidAsync(Context, Logger);
    }

    private System.Net.IPAddress? Address => Context.Connection.RemoteIpAddress;

    private static AuthenticateResult Refuse(Refusal refusal, TimeSpan? wait = null) =>
        AuthenticateResult.Fail(new RefusedException(refusal, wait));
}
