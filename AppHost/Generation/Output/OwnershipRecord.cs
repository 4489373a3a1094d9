using System.Security.Cryptography;
using System.Text;

namespace AppHost.Generation.Output;

/// <summary>
/// Which files of the output are the generator's, and what it wrote into them last: <c>sha256sum</c>'s format, so that anybody
/// can see what was changed by hand.
/// </summary>
internal sealed record OwnershipRecord(IReadOnlyDictionary<string, string> Hashes)
{
    public const string FileName = ".generated";

    public static OwnershipRecord Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.Split("  ", 2) is [var hash, var file] && IsInside(file))
            {
                hashes[file] = hash;
            }
        }

        return new OwnershipRecord(hashes);
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public string Text() => string.Concat(Hashes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value}  {pair.Key}\n"));

    /// <summary>A record that somebody wrote must not lead to files elsewhere.</summary>
    private static bool IsInside(string file) => !Path.IsPathRooted(file) && !file.Split('/', '\\').Contains("..");
}
