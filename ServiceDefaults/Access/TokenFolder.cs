using System.Text.Json;

namespace ServiceDefaults.Access;

/// <summary>
/// Tokens as files: one JSON object a token, <c>{"hash": "…", "role": "…"}</c>, in a file named after it. So a Secret
/// can be mounted as it is, and one line makes its entry. Names that begin with a dot are Kubernetes' own and are left
/// out.
/// </summary>
internal static class TokenFolder
{
    private const int MaxBytes = 4096;

    /// <summary>
    /// Adds the tokens that can be read, and what is wrong with the others. No fault quotes what a file holds.
    /// </summary>
    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public static void Read(string folder, List<AccessToken> tokens, List<string> faults)
    {
        foreach (var file in Directory.EnumerateFiles(folder)
            .Where(file => !Path.GetFileName(file).StartsWith('.'))
            .Order(StringComparer.Ordinal))
        {
            try
            {
                TokenReader.Read(file, Path.GetFileName(file), Parse(file), tokens, faults);
            }
            catch (JsonException exception)
            {
                faults.Add(
                    $"{file}: is no JSON such as {{\"hash\": \"…\", \"role\": \"viewer\"}}, " +
                    $"from line {exception.LineNumber + 1} on");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                faults.Add($"{file}: cannot be read ({exception.GetType().Name})");
            }
        }
    }

    private static TokenOptions Parse(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaxBytes)
        {
            throw new IOException("too long");
        }

        var content = JsonSerializer.Deserialize(stream, AccessJson.Default.TokenFile);
        return new TokenOptions { Hash = content?.Hash ?? "", Role = content?.Role ?? "" };
    }
}
