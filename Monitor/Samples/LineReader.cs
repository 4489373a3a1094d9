using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Monitor.Samples;

/// <summary>Reads <c>name{label="value", …} value timestamp</c> from left to right, once.</summary>
internal ref struct LineReader(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    /// <summary>Why the line could not be read.</summary>
    public string Fault { get; private set; } = "";

    public bool TryRead([NotNullWhen(true)] out MetricPoint? point)
    {
        point = null;
        if (!TryName(allowColon: true, out var name) || !TryLabels(out var labels))
        {
            return false;
        }

        if (!TryValue(out var value) || !TryTimestamp(out var at))
        {
            return false;
        }

        point = new MetricPoint(new SeriesId(name, labels), value, at);
        return true;
    }

    private bool TryName(bool allowColon, out string name)
    {
        var length = 0;
        while (length < _rest.Length && IsNamePart(_rest[length], allowColon, isFirst: length == 0))
        {
            length++;
        }

        name = _rest[..length].ToString();
        _rest = _rest[length..];
        return length > 0 || Fail("a name is expected");
    }

    private bool TryLabels(out Dictionary<string, string> labels)
    {
        labels = new Dictionary<string, string>(StringComparer.Ordinal);
        SkipBlanks();
        if (!TrySkip('{'))
        {
            return true;
        }

        while (true)
        {
            SkipBlanks();
            if (TrySkip('}'))
            {
                return true;
            }

            if (!TryLabel(labels))
            {
                return false;
            }

            SkipBlanks();
            if (!TrySkip(',') && (_rest.IsEmpty || _rest[0] != '}'))
            {
                return Fail("',' or '}' is expected after a label");
            }
        }
    }

    private bool TryLabel(Dictionary<string, string> labels)
    {
        if (!TryName(allowColon: false, out var label))
        {
            return false;
        }

        SkipBlanks();
        if (!TrySkip('='))
        {
            return Fail($"'=' is expected after label {label}");
        }

        SkipBlanks();
        if (!TryQuoted(out var value))
        {
            return false;
        }

        return labels.TryAdd(label, value) || Fail($"label {label} stands there twice");
    }

    private bool TryQuoted(out string value)
    {
        value = "";
        if (!TrySkip('"'))
        {
            return Fail("'\"' is expected before a label's value");
        }

        var text = new StringBuilder();
        while (true)
        {
            var end = _rest.IndexOfAny('"', '\\');
            if (end < 0)
            {
                return Fail("a label's value has no end");
            }

            text.Append(_rest[..end]);
            var isEnd = _rest[end] == '"';
            _rest = _rest[(end + 1)..];
            if (isEnd)
            {
                value = text.ToString();
                return true;
            }

            if (!TryEscaped(text))
            {
                return false;
            }
        }
    }

    private bool TryEscaped(StringBuilder text)
    {
        char? escaped = _rest.IsEmpty ? null : _rest[0] switch { 'n' => '\n', '\\' => '\\', '"' => '"', _ => null };
        if (escaped is not { } character)
        {
            return Fail("a backslash stands before none of \\ \" n");
        }

        text.Append(character);
        _rest = _rest[1..];
        return true;
    }

    private bool TryValue(out double value)
    {
        var word = NextWord();
        if (TryNumber(word, out value))
        {
            return true;
        }

        return Fail(word.IsEmpty ? "a value is expected" : $"'{Shorten(word)}' is no value");
    }

    private bool TryTimestamp(out DateTimeOffset? at)
    {
        at = null;
        var word = NextWord();
        // What follows a '#' is an OpenMetrics exemplar.
        if (word.IsEmpty || word[0] == '#')
        {
            return true;
        }

        if (!long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return Fail($"'{Shorten(word)}' is no timestamp in milliseconds");
        }

        at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        var more = NextWord();
        return more.IsEmpty || more[0] == '#' || Fail("nothing is expected after the timestamp");
    }

    private ReadOnlySpan<char> NextWord()
    {
        SkipBlanks();
        var length = _rest.IndexOfAny(' ', '\t');
        var word = length < 0 ? _rest : _rest[..length];
        _rest = _rest[word.Length..];
        return word;
    }

    private void SkipBlanks() => _rest = _rest.TrimStart(" \t");

    private bool TrySkip(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private bool Fail(string reason)
    {
        Fault = reason;
        return false;
    }

    private static bool TryNumber(ReadOnlySpan<char> word, out double value)
    {
        var magnitude = word is ['+' or '-', ..] ? word[1..] : word;
        if (magnitude.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || magnitude.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = double.NaN;
        return word.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || (!magnitude.IsEmpty && (char.IsAsciiDigit(magnitude[0]) || magnitude[0] == '.') && double.TryParse(
                word, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out value));
    }

    private static bool IsNamePart(char c, bool allowColon, bool isFirst) =>
        char.IsAsciiLetter(c) || c == '_' || (c == ':' && allowColon) || (char.IsAsciiDigit(c) && !isFirst);

    private static string Shorten(ReadOnlySpan<char> word) => word.Length <= 40 ? word.ToString() : $"{word[..40]}…";
}
