using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Access;

/// <summary>Logs who changes something. Who only looks is not worth a line.</summary>
internal sealed class AccessAudit(ILogger<AccessAudit> logger) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _handler = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        var method = context.Request.Method;
        if (authorizeResult.Succeeded && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            Log.Asked(
                logger,
                context.User.Identity?.Name ?? "",
                context.User.RoleOf(),
                method,
                AccessAnswers.RouteOf(context));
        }

        return _handler.HandleAsync(next, context, policy, authorizeResult);
    }
}
