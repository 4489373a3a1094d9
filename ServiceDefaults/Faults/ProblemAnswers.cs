using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ServiceDefaults.Faults;

/// <summary>Answers to requests that fail, as problem details (RFC 9457).</summary>
public static class ProblemAnswers
{
    /// <summary>
    /// Answers with that status for certain: who takes no JSON is answered without words. Always true, as whoever handles an exception
    /// says of one that needs nobody else.
    /// </summary>
    /// <param name="title">What the kind of fault is called; by default what the status is.</param>
    public static async ValueTask<bool> AnswerAsync(
        this IProblemDetailsService problems, HttpContext context, int status, string detail, string? title = null)
    {
        context.Response.StatusCode = status;
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail, Title = title },
        });
        return true;
    }
}
