using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Deployer.Console;

/// <summary>The page for people: what runs, with which share, and what was rolled. It asks the API like any other client.</summary>
internal static class ConsoleEndpoints
{
    private const string Resource = "console.html";
    private static readonly byte[] Page = Load();

    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show);
        return routes;
    }

    internal static FileContentHttpResult Show(HttpContext context)
    {
        // The page's own script and style, and nothing from elsewhere.
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";
        return TypedResults.Bytes(Page, MediaTypeNames.Text.Html + "; charset=utf-8");
    }

    private static byte[] Load()
    {
        using var stream = typeof(ConsoleEndpoints).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The page {Resource} is not in the assembly.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
