namespace Monitor.Samples;

/// <summary>Checks the lines that describe metrics: <c># TYPE</c>, <c># HELP</c>, <c># UNIT</c>. Others are comments.</summary>
internal static class MetadataReader
{
    private static readonly string[] Types =
    [
        "counter", "gauge", "histogram", "summary", "untyped", "unknown", "info", "stateset", "gaugehistogram",
    ];

    /// <summary>Why the line is malformed; null when it is not.</summary>
    public static string? FaultOf(ReadOnlySpan<char> line)
    {
        var rest = line[1..];
        var keyword = NextWord(ref rest);
        if (keyword is not ("TYPE" or "HELP" or "UNIT"))
        {
            return null;
        }

        var name = NextWord(ref rest);
        if (!LineReader.IsName(name))
        {
            return $"a metric's name is expected after {keyword}";
        }

        var type = NextWord(ref rest);
        return keyword is not "TYPE" || Array.IndexOf(Types, type.ToString()) >= 0
            ? null
            : $"'{LineReader.Shorten(type)}' is no type of metrics";
    }

    private static ReadOnlySpan<char> NextWord(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(" \t");
        var length = rest.IndexOfAny(' ', '\t');
        var word = length < 0 ? rest : rest[..length];
        rest = rest[word.Length..];
        return word;
    }
}
