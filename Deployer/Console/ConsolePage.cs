using System.Security.Cryptography;
using System.Text;

namespace Deployer.Console;

/// <summary>The page in one piece: its style and its script stand in it, put there from the files in Page.</summary>
internal static class ConsolePage
{
    // In the order in which they stand in the one script: the last begins to ask.
    private static readonly string[] Scripts =
        ["elements.js", "access.js", "hands.js", "tracks.js", "rollouts.js", "flags.js", "refresh.js"];

    private static readonly string Style = $"\n{Read("console.css")}";
    private static readonly string Script = $"\n{string.Join('\n', Scripts.Select(Read))}";

    public static byte[] Bytes { get; } = Encoding.UTF8.GetBytes(
        Filled(Filled(Read("console.html"), "style", Style), "script", Script));

    /// <summary>
    /// The page's own script and style, known by their hashes, and nothing from elsewhere: who could put a script into the page could
    /// read the token.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src {HashOf(Script)}; style-src {HashOf(Style)}; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Filled(string page, string element, string content)
    {
        var (empty, filled) = ($"<{element}></{element}>", $"<{element}>{content}</{element}>");
        return page.Split(empty).Length == 2
            ? page.Replace(empty, filled, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The page has no place, or several, for its {element}.");
    }

    private static string HashOf(string content) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(ConsolePage).Assembly.GetManifestResourceStream($"console/{name}")
            ?? throw new InvalidOperationException($"The page's {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
