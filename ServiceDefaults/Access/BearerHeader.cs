using Microsoft.Extensions.Primitives;

namespace ServiceDefaults.Access;

/// <summary>
/// Reads <c>Authorization: Bearer token</c> (RFC 6750, section 2.1). That header is the only place: an address with a
/// token in it ends in logs, histories and other people's browsers.
/// </summary>
internal static class BearerHeader
{
    private const string Scheme = "Bearer";

    /// <summary>The token, or why there is none.</summary>
    public static (string Token, Refusal? Refusal) Read(StringValues header)
    {
        if (StringValues.IsNullOrEmpty(header))
        {
            return ("", Refusal.Missing);
        }

        // Two headers are two opinions of who asks.
        if (header.Count != 1 || header[0] is not { } value ||
            !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return ("", Refusal.Malformed);
        }

        var rest = value.AsSpan(Scheme.Length);
        var token = rest.Trim(' ');
        return rest is [' ', ..] && Tokens.IsWellFormed(token)
            ? (token.ToString(), null)
            : ("", Refusal.Malformed);
    }

    /// <summary>
    /// A signed JWT: three parts, the first of which is the base64 of something that begins with <c>{"</c>.
    /// </summary>
    public static bool LooksLikeJwt(ReadOnlySpan<char> token) =>
        token.StartsWith("eyJ", StringComparison.Ordinal) && token.Count('.') == 2;
}
