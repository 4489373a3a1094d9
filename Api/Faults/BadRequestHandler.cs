using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Api.Faults;

/// <summary>A request that could not be read: malformed JSON, a body too large, a number that is none.</summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException fault)
        {
            return ValueTask.FromResult(false);
        }

        context.Response.StatusCode = fault.StatusCode;
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Title = "The request could not be read", Detail = Reason(fault) },
        });
    }

    private static string Reason(BadHttpRequestException fault) => fault.InnerException switch
    {
        JsonException { Path: { Length: > 0 } path, LineNumber: { } line } =>
            $"The body is not the JSON that is expected: look at {path}, line {line + 1}.",
        JsonException => "The body is not JSON.",
        _ => fault.Message,
    };
}
