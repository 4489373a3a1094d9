using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Deployer.Images;

/// <summary>A tag of a repository: the name an image is pushed under. The tag moves; a <see cref="Digest"/> does not.</summary>
internal sealed partial record ImageReference(Repository Repository, string Tag)
{
    private const string DefaultTag = "latest";

    /// <summary>The form people write, such as <c>api:canary</c>.</summary>
    public string Familiar => $"{Repository.Familiar}:{Tag}";

    /// <exception cref="FormatException"><paramref name="text"/> is no image reference.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var image) ? image : throw new FormatException($"'{text}' is no image reference.");

    /// <summary>Reads <c>[host/]path[:tag]</c>; a missing tag is <c>latest</c>. A digest is not part of it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageReference? image)
    {
        image = null;
        if (text is null)
        {
            return false;
        }

        // A colon before the last slash belongs to the host's port.
        var colon = text.LastIndexOf(':');
        var tagged = colon > text.LastIndexOf('/');
        var (name, tag) = tagged ? (text[..colon], text[(colon + 1)..]) : (text, DefaultTag);
        if (!IsTag(tag) || !Repository.TryParse(name, out var repository))
        {
            return false;
        }

        image = new ImageReference(repository, tag);
        return true;
    }

    /// <summary>Whether the text may be a tag: up to 128 letters, digits, <c>_</c>, <c>.</c> and <c>-</c>.</summary>
    public static bool IsTag([NotNullWhen(true)] string? text) => text is not null && TagPattern().IsMatch(text);

    /// <summary>The exact form that a pod template gets: the tag for people, the digest for the machine.</summary>
    public string At(Digest digest) => $"{Familiar}@{digest}";

    public override string ToString() => $"{Repository}:{Tag}";

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex TagPattern();
}
