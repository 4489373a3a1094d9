using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Deployer.Console;

/// <summary>
/// The page for people: what runs, with which share, and what was rolled. It asks the API like any other client, with
/// the token of whoever sits before it; the page itself holds nothing.
/// </summary>
internal static partial class ConsoleEndpoints
{
    private const string Resource = "console.html";
    private static readonly byte[] Page = Load();

    // The page's own script and style, known by their hashes, and nothing from elsewhere: who could put a script into
    // the page could read the token.
    private static readonly string Policy =
        $"default-src 'none'; script-src {HashOf(Script())}; style-src {HashOf(Style())}; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show);
        return routes;
    }

    internal static FileContentHttpResult Show(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(Page, MediaTypeNames.Text.Html + "; charset=utf-8");
    }

    private static string HashOf(Regex element)
    {
        var content = element.Match(Encoding.UTF8.GetString(Page)).Groups[1].Value;
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
    }

    [GeneratedRegex("<script>(.*)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    private static byte[] Load()
    {
        using var stream = typeof(ConsoleEndpoints).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The page {Resource} is not in the assembly.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
