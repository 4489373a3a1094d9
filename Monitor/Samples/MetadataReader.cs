namespace Monitor.Samples;

/// <summary>Checks the lines that describe metrics: <c># TYPE</c>, <c># HELP</c>, <c># UNIT</c>. Others are comments.</summary>
internal static class MetadataReader
{
    /// <summary>Why the line is malformed; null when it is not.</summary>
    public static string? FaultOf(ReadOnlySpan<char> line)
    {
        var cursor = new LineCursor(line[1..]);
        var keyword = cursor.TakeWord();
        if (keyword is not ("TYPE" or "HELP" or "UNIT"))
        {
            return null;
        }

        if (!LineCursor.IsName(cursor.TakeWord()))
        {
            return $"a metric's name is expected after {keyword}";
        }

        var type = cursor.TakeWord();
        return keyword is not "TYPE" || IsType(type) ? null : $"'{LineCursor.Shorten(type)}' is no type of metrics";
    }

    private static bool IsType(ReadOnlySpan<char> word) => word is "counter" or "gauge" or "histogram" or "summary" or "untyped"
        or "unknown" or "info" or "stateset" or "gaugehistogram";
}
