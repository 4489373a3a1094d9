using System.Net.Mime;
using System.Text.Json;

namespace Deployer.Local.FrontDoor;

/// <summary>The answer while no instance can take a request.</summary>
internal static class NobodyReady
{
    private const string RetryAfterSeconds = "1";
    private const string Type = "https://tools.ietf.org/html/rfc9110#section-15.6.4";

    private static readonly byte[] Body = Write();

    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.ContentType = MediaTypeNames.Application.ProblemJson;
        context.Response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("title", "No instance is ready");
            json.WriteNumber("status", StatusCodes.Status503ServiceUnavailable);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
