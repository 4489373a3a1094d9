namespace Monitor.Rules;

/// <summary>Reads <c>name="value"</c> and its like; the quotes may be missing.</summary>
internal static class MatcherParser
{
    private static readonly (string Sign, MatchOperator Operator)[] Operators =
    [
        ("=~", MatchOperator.Match), ("!~", MatchOperator.NoMatch), ("!=", MatchOperator.NotEqual), ("=", MatchOperator.Equal),
    ];

    /// <summary>The matcher, or why there is none.</summary>
    public static (Matcher? Matcher, string Fault) Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny('=', '!');
        var name = at < 0 ? text.Trim() : text[..at].Trim();
        if (at < 0 || name.Length == 0)
        {
            return (null, $"'{text}' is no matcher: name=\"value\", with =, !=, =~ or !~, is expected");
        }

        var (sign, op) = Operators.FirstOrDefault(known => text[at..].StartsWith(known.Sign, StringComparison.Ordinal));
        if (sign is null)
        {
            return (null, $"'{text}' is no matcher: '=', '!=', '=~' or '!~' is expected after {name}");
        }

        return Unquote(text[(at + sign.Length)..].Trim()) is { } value
            ? Make(name, op, value)
            : (null, $"'{text}' is no matcher: its value has no end");
    }

    public static (Matcher? Matcher, string Fault) Make(string name, MatchOperator op, string value)
    {
        try
        {
            return (new Matcher(name, op, value), "");
        }
        catch (ArgumentException e)
        {
            return (null, $"'{value}' is no pattern: {e.Message}");
        }
    }

    private static string? Unquote(string text)
    {
        if (text is not ['"', ..])
        {
            return text;
        }

        return text is ['"', .. var inner, '"']
            ? inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
            : null;
    }
}
