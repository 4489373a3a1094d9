using Deployer.Control;
using Microsoft.AspNetCore.Diagnostics;
using ServiceDefaults.Faults;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints;

/// <summary>Answers 503 with Retry-After where the cluster, or Redis for its flags, cannot be asked.</summary>
internal sealed class UnavailableHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (RetryAfterSeconds(exception) is not { } seconds)
        {
            return ValueTask.FromResult(false);
        }

        httpContext.Response.Headers.RetryAfter = seconds;
        return problems.AnswerAsync(httpContext, StatusCodes.Status503ServiceUnavailable, exception.Message);
    }

    /// <summary>Null where nothing is unavailable.</summary>
    private static string? RetryAfterSeconds(Exception exception) => exception switch
    {
        ClusterUnavailableException => "5",
        FlagStoreUnavailableException => "2",
        _ => null,
    };
}
