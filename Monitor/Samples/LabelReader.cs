using System.Text;

namespace Monitor.Samples;

/// <summary>Reads <c>{label="value", …}</c>.</summary>
internal static class LabelReader
{
    /// <summary>Returns why the labels are malformed; null when they are not. Without braces there are none.</summary>
    public static string? Read(ref LineCursor cursor, out Dictionary<string, string> labels)
    {
        labels = new Dictionary<string, string>(StringComparer.Ordinal);
        cursor.SkipBlanks();
        if (!cursor.TrySkip('{'))
        {
            return null;
        }

        while (true)
        {
            cursor.SkipBlanks();
            if (cursor.TrySkip('}'))
            {
                return null;
            }

            if (labels.Count == ExpositionLimits.Labels)
            {
                return $"more than {ExpositionLimits.Labels} labels";
            }

            if (ReadLabel(ref cursor, labels) is { } fault)
            {
                return fault;
            }

            cursor.SkipBlanks();
            if (!cursor.TrySkip(',') && cursor.Rest is not ['}', ..])
            {
                return "',' or '}' is expected after a label";
            }
        }
    }

    private static string? ReadLabel(ref LineCursor cursor, Dictionary<string, string> labels)
    {
        if (cursor.TakeName(allowColon: false, out var label) is { } fault)
        {
            return fault;
        }

        cursor.SkipBlanks();
        if (!cursor.TrySkip('='))
        {
            return $"'=' is expected after label {label}";
        }

        cursor.SkipBlanks();
        return ReadQuoted(ref cursor, out var value)
            ?? (labels.TryAdd(label, value) ? null : $"label {label} stands there twice");
    }

    private static string? ReadQuoted(ref LineCursor cursor, out string value)
    {
        value = "";
        if (!cursor.TrySkip('"'))
        {
            return "'\"' is expected before a label's value";
        }

        var text = new StringBuilder();
        while (true)
        {
            var end = cursor.Rest.IndexOfAny('"', '\\');
            if (end < 0)
            {
                return "a label's value has no end";
            }

            if (text.Length + end > ExpositionLimits.LabelValueLength)
            {
                return $"a label's value of more than {ExpositionLimits.LabelValueLength} characters";
            }

            text.Append(cursor.Rest[..end]);
            cursor.Skip(end);
            if (cursor.TrySkip('"'))
            {
                value = text.ToString();
                return null;
            }

            cursor.Skip(1);
            if (Unescape(cursor.Rest) is not { } character)
            {
                return "a backslash stands before none of \\ \" n";
            }

            text.Append(character);
            cursor.Skip(1);
        }
    }

    private static char? Unescape(ReadOnlySpan<char> rest) => rest switch
    {
        ['n', ..] => '\n',
        ['\\' or '"', ..] => rest[0],
        _ => null,
    };
}
