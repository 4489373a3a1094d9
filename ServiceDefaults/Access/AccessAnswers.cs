using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ServiceDefaults.Access;

/// <summary>What those hear who are not let in; the headers are RFC 6750's, section 3.</summary>
internal static class AccessAnswers
{
    private const string Realm = "Bearer realm=\"slipway\"";
    private static readonly string[] NamesOfTokens = ["token", "access_token"];

    public static string Sentence(Refusal refusal) => refusal switch
    {
        Refusal.Missing => "This needs a token: send it in the header 'Authorization: Bearer <token>'.",
        Refusal.Malformed => "The header Authorization must be there once, as 'Bearer <token>'.",
        Refusal.Expired => "The token has expired.",
        Refusal.Invalid => "The token does not hold here: it is not the issuer's, or not meant for this service.",
        Refusal.IssuerAway => "The issuer of the token cannot be asked; try again.",
        Refusal.Limited => "This address has presented too many wrong tokens; try again later.",
        Refusal.Role => "The role is not enough.",
        _ => "The token is not known, or no longer.",
    };

    public static Task RefuseAsync(HttpContext context, RefusedException refused)
    {
        var status = refused.Refusal switch
        {
            Refusal.Limited => StatusCodes.Status429TooManyRequests,
            Refusal.IssuerAway => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status401Unauthorized,
        };
        if (status == StatusCodes.Status401Unauthorized)
        {
            // Who brought none is told no error.
            context.Response.Headers.WWWAuthenticate =
                refused.Refusal == Refusal.Missing ? Realm : $"{Realm}, error=\"invalid_token\"";
        }

        if (refused.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var inAddress = refused.Refusal == Refusal.Missing && NamesOfTokens.Any(context.Request.Query.ContainsKey);
        var more = inAddress ? " A token in the address is never accepted." : "";
        return AnswerAsync(context, status, Sentence(refused.Refusal) + more);
    }

    public static Task ForbidAsync(HttpContext context, ILogger logger)
    {
        var needed = NeededBy(context.GetEndpoint()).NameOf();
        Log.Forbidden(
            logger,
            context.User.Identity?.Name ?? "",
            context.User.RoleOf(),
            context.Request.Method,
            RouteOf(context),
            needed);
        context.Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{needed}\"";
        return AnswerAsync(
            context,
            StatusCodes.Status403Forbidden,
            $"This needs the role {needed}; the token of '{context.User.Identity?.Name}' has {context.User.RoleOf()}.");
    }

    /// <summary>The route's pattern: of an address itself nobody knows what it holds.</summary>
    public static string? RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static Role NeededBy(Endpoint? endpoint) => (endpoint?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [])
        .Select(data => Roles.TryParse(data.Policy, out var role) ? role : default)
        .Append(Role.Viewer)
        .Max();

    private static Task AnswerAsync(HttpContext context, int status, string detail)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return TypedResults.Problem(statusCode: status, detail: detail).ExecuteAsync(context);
    }
}
