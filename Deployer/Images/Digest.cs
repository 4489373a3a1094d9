using System.Diagnostics.CodeAnalysis;

namespace Deployer.Images;

/// <summary>The content address of an image: <c>sha256:</c> and 64 lower-case hexadecimal digits (OCI image-spec, descriptors).</summary>
internal readonly record struct Digest
{
    private const string Algorithm = "sha256:";
    private const int HexLength = 64;

    private readonly string? _value;

    private Digest(string value) => _value = value;

    /// <summary>The first twelve hexadecimal digits, as people read them.</summary>
    public string Short => ToString().Substring(Algorithm.Length, 12);

    /// <exception cref="FormatException"><paramref name="text"/> is no sha256 digest.</exception>
    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException($"'{text}' is no sha256 digest.");

    /// <summary>Takes upper-case digits too, and makes them lower-case: one content has one name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        if (text is null || text.Length != Algorithm.Length + HexLength ||
            !text.StartsWith(Algorithm, StringComparison.Ordinal) ||
            !text.AsSpan(Algorithm.Length).ContainsOnlyHex())
        {
            return false;
        }

        digest = new Digest(text.ToLowerInvariant());
        return true;
    }

    /// <exception cref="InvalidOperationException">This is the default value, which names no content.</exception>
    public override string ToString() => _value ?? throw new InvalidOperationException("An empty digest names nothing.");
}
