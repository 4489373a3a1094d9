using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ServiceDefaults.Access;

/// <summary>
/// Opaque tokens and their hashes. SHA-256 without salt and stretching is enough for them, as it is not for passwords:
/// a token of 256 random bits can be neither guessed nor found in a table, so that making each guess slow gains nothing
/// and would cost every request.
/// </summary>
public static partial class Tokens
{
    /// <summary>The least length that is recommended, and that is demanded of tokens in clear, in characters.</summary>
    public const int MinLength = 32;

    // Longer than any JWT that passes as a header.
    private const int MaxLength = 16 * 1024;

    /// <summary>What <see cref="IsName"/> allows, for people.</summary>
    public const string NameRule = "letters, digits, '.', '_' and '-', at most 63, the first no sign";

    // By its beginning a scanner of secrets knows one that was committed or logged.
    private const string Prefix = "slipway_";
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // 62 characters to choose from: 43 of them are 256 bits.
    private const int Length = 43;

    private static readonly SearchValues<char> Visible =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    /// <summary>A new one, from a cryptographic generator.</summary>
    public static string Create() => Prefix + RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As configuration wants it: 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(HashBytesOf(token));

    /// <summary>
    /// Whether a token can be called so. Names are written to logs and records, so they hold nothing that could be
    /// taken for more.
    /// </summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    internal static byte[] HashBytesOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>
    /// Whether it could be one at all: visible ASCII characters, and not too many to be worth hashing.
    /// </summary>
    internal static bool IsWellFormed(ReadOnlySpan<char> token) =>
        token.Length is > 0 and <= MaxLength && !token.ContainsAnyExcept(Visible);

    internal static bool TryParseHash(string? text, out byte[] hash)
    {
        hash = new byte[SHA256.HashSizeInBytes];
        return text?.Length == hash.Length * 2
            && !text.Any(char.IsAsciiLetterUpper)
            && Convert.FromHexString(text, hash, out _, out _) == OperationStatus.Done;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z")]
    private static partial Regex NamePattern();
}
