using Microsoft.AspNetCore.Mvc;

namespace Deployer.Endpoints;

internal static class Answers
{
    /// <summary>
    /// Answers with that status for certain: who takes no JSON is answered without words. Always true, as whoever handles an exception
    /// says of one that needs nobody else.
    /// </summary>
    public static async ValueTask<bool> AnswerAsync(
        this IProblemDetailsService problems, HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
        return true;
    }
}
