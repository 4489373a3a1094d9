using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement.FeatureFilters;

namespace ServiceDefaults.Flags.Filters;

/// <summary>
/// Who a request is about: the user by name and roles; without one whatever the client keeps as its key; without that the
/// trace, which is the same in every service that the request passes through.
/// </summary>
internal sealed class RequestContext(IHttpContextAccessor requests, IOptions<FlagOptions> options)
    : ITargetingContextAccessor
{
    /// <summary>
    /// Stands before what a client may choose, so that nobody is taken for a user whom a definition names.
    /// </summary>
    public const string KeyPrefix = "key:";

    private const string TracePrefix = "trace:";
    private const int MaxKey = 200;

    public ValueTask<TargetingContext> GetContextAsync() => ValueTask.FromResult(new TargetingContext
    {
        UserId = User()?.Identity?.Name ?? Key() ?? Trace(),
        Groups = User()?.Claims.Where(claim => claim.Type is ClaimTypes.Role or "groups" or "roles")
            .Select(claim => claim.Value).Distinct() ?? [],
    });

    private ClaimsPrincipal? User() => requests.HttpContext?.User is { Identity.IsAuthenticated: true } user ? user : null;

    private string? Key() => options.Value.KeyHeader is { Length: > 0 } header
        && requests.HttpContext?.Request.Headers[header].ToString() is { Length: > 0 and <= MaxKey } key
            ? KeyPrefix + key
            : null;

    private string? Trace() => Activity.Current?.TraceId.ToHexString() is { } trace ? TracePrefix + trace
        : requests.HttpContext?.TraceIdentifier is { } request ? TracePrefix + request
        : null;
}
