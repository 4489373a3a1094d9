using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Deployer.Images;

namespace Deployer.Local.Images;

/// <summary>
/// The digest of a folder: SHA-256 over its listing, one line a file in the order of the paths' bytes:
/// path, NUL, the content's SHA-256 in hexadecimal, newline.
/// </summary>
internal static class ContentDigest
{
    public static async Task<Digest> OfAsync(string folder, CancellationToken cancellationToken)
    {
        using var listing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Full: file, Name: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        foreach (var (full, name) in files)
        {
            await using var content = File.OpenRead(full);
            var hash = await SHA256.HashDataAsync(content, cancellationToken);
            listing.AppendData(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{name}\0{Convert.ToHexStringLower(hash)}\n")));
        }

        return Digest.Parse("sha256:" + Convert.ToHexStringLower(listing.GetHashAndReset()));
    }
}
