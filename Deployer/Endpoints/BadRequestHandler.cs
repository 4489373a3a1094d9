using Microsoft.AspNetCore.Diagnostics;

namespace Deployer.Endpoints;

/// <summary>Answers what the server itself finds wrong with a request while it is read, such as a body that is too large (413).</summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken) =>
        exception is BadHttpRequestException refused
            ? problems.AnswerAsync(httpContext, refused.StatusCode, refused.Message)
            : ValueTask.FromResult(false);
}
