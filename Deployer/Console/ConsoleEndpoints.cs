using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Deployer.Console;

/// <summary>
/// The page for people: what runs, with which share, and what was rolled. It asks the API like any other client, with
/// the token of whoever sits before it; the page itself holds nothing.
/// </summary>
internal static class ConsoleEndpoints
{
    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show);
        return routes;
    }

    internal static FileContentHttpResult Show(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = ConsolePage.Policy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(ConsolePage.Bytes, MediaTypeNames.Text.Html + "; charset=utf-8");
    }
}
