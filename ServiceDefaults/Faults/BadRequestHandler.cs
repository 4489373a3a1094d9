using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Faults;

/// <summary>A request that could not be read: malformed JSON, a body too large (413), a number that is none.</summary>
public sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    /// <inheritdoc/>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken) =>
        exception is BadHttpRequestException fault
            ? problems.AnswerAsync(httpContext, fault.StatusCode, Reason(fault), "The request could not be read")
            : ValueTask.FromResult(false);

    private static string Reason(BadHttpRequestException fault) => fault.InnerException switch
    {
        JsonException { Path: { Length: > 0 } path, LineNumber: { } line } =>
            $"The body is not the JSON that is expected: look at {path}, line {line + 1}.",
        JsonException => "The body is not JSON.",
        _ => fault.Message,
    };
}
