using System.Globalization;
using Api.Keys;
using Microsoft.AspNetCore.Diagnostics;
using ServiceDefaults.Faults;

namespace Api.Faults;

/// <summary>Redis away is 503, and when to come again.</summary>
internal sealed class StoreUnavailableHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreUnavailableException)
        {
            return ValueTask.FromResult(false);
        }

        context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return problems.AnswerAsync(
            context, StatusCodes.Status503ServiceUnavailable, exception.Message, "The key store is away");
    }
}
