namespace Monitor.Samples;

/// <summary>Reads <c>name{label="value", …} value timestamp</c>.</summary>
internal static class LineReader
{
    /// <summary>Returns why the line is malformed; null when it is not.</summary>
    public static string? Read(ReadOnlySpan<char> line, ExpositionFormat format, SeriesPool? pool, out MetricPoint point)
    {
        if (line.Length > ExpositionLimits.LineLength)
        {
            point = default;
            return $"a line of more than {ExpositionLimits.LineLength} characters";
        }

        var cursor = new LineCursor(line);
        var (value, at) = (0.0, (DateTimeOffset?)null);
        var fault = SeriesReader.Read(ref cursor, pool, out var id)
            ?? ReadValue(ref cursor, out value)
            ?? ReadTimestamp(ref cursor, format, out at);
        point = fault is null ? new MetricPoint(id, value, at) : default;
        return fault;
    }

    private static string? ReadValue(ref LineCursor cursor, out double value)
    {
        var word = cursor.TakeWord();
        return NumberText.TryNumber(word, out value) ? null
            : word.IsEmpty ? "a value is expected" : $"'{LineCursor.Shorten(word)}' is no value";
    }

    private static string? ReadTimestamp(ref LineCursor cursor, ExpositionFormat format, out DateTimeOffset? at)
    {
        at = null;
        var word = cursor.TakeWord();
        if (IsEnd(word))
        {
            return null;
        }

        if (!NumberText.TryTime(word, format, out var time))
        {
            var unit = format == ExpositionFormat.OpenMetrics ? "seconds" : "milliseconds";
            return $"'{LineCursor.Shorten(word)}' is no timestamp in {unit}";
        }

        at = time;
        return IsEnd(cursor.TakeWord()) ? null : "nothing is expected after the timestamp";
    }

    /// <summary>What follows a '#' is an OpenMetrics exemplar.</summary>
    private static bool IsEnd(ReadOnlySpan<char> word) => word is [] or ['#', ..];
}
