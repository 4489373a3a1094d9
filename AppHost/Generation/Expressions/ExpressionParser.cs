using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AppHost.Generation.Expressions;

/// <summary>
/// Takes a value of the manifest apart. Braces around anything but a name, a dot and a path are text, such as
/// <c>{**catchall}</c> or JSON.
/// </summary>
internal static partial class ExpressionParser
{
    public static ImmutableArray<TextPart> Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        var end = 0;
        foreach (var match in ReferencePattern().EnumerateMatches(text))
        {
            AddText(parts, text[end..match.Index]);
            var path = text[(match.Index + 1)..(match.Index + match.Length - 1)].Split('.');
            parts.Add(new TextPart.Reference(path[0], [.. path[1..]]));
            end = match.Index + match.Length;
        }

        AddText(parts, text[end..]);
        return parts.ToImmutable();
    }

    private static void AddText(ImmutableArray<TextPart>.Builder parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new TextPart.Literal(text));
        }
    }

    [GeneratedRegex(@"\{[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_@-]+)+\}")]
    private static partial Regex ReferencePattern();
}
