namespace Monitor.Samples;

/// <summary>Reads <c>name{label="value", …}</c>. What was read before is known by its text, and is not taken apart again.</summary>
internal static class SeriesReader
{
    /// <summary>Returns why the series is malformed; null when it is not.</summary>
    /// <param name="cursor">At the line's beginning.</param>
    /// <param name="pool">What was read before; null where nothing is remembered.</param>
    public static string? Read(ref LineCursor cursor, SeriesPool? pool, out SeriesId id)
    {
        var line = cursor.Rest;
        var text = pool is null ? default : TextOf(line);
        if (!text.IsEmpty && pool!.Find(text) is { } known)
        {
            id = known;
            cursor.Skip(text.Length);
            return null;
        }

        id = null!;
        if (cursor.TakeName(allowColon: true, out var name) is { } noName)
        {
            return noName;
        }

        if (LabelReader.Read(ref cursor, out var labels) is { } noLabels)
        {
            return noLabels;
        }

        id = new SeriesId(name, labels);
        if (!text.IsEmpty && text.Length == line[..^cursor.Rest.Length].TrimEnd(" \t").Length)
        {
            id = pool!.Add(text, id);
        }

        return null;
    }

    /// <summary>Up to the value, without looking whether it is well-formed; empty when it has no end.</summary>
    private static ReadOnlySpan<char> TextOf(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny(" \t{");
        if (end < 0)
        {
            return default;
        }

        var labels = end;
        while (labels < line.Length && line[labels] is ' ' or '\t')
        {
            labels++;
        }

        if (labels == line.Length || line[labels] != '{')
        {
            return line[..end];
        }

        var isQuoted = false;
        for (var i = labels; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '}' when !isQuoted:
                    return line[..(i + 1)];
                default:
                    break;
            }
        }

        return default;
    }
}
