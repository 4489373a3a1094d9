using System.Globalization;
using System.Text;

namespace Monitor.Samples;

/// <summary>Reads <c>name{label="value", …} value timestamp</c> from left to right, once.</summary>
internal ref struct LineReader(ReadOnlySpan<char> line, ExpositionFormat format, SeriesPool? pool)
{
    private readonly ReadOnlySpan<char> _line = line;
    private ReadOnlySpan<char> _rest = line;

    /// <summary>Why the line could not be read.</summary>
    public string Fault { get; private set; } = "";

    public bool TryRead(out MetricPoint point)
    {
        point = default;
        if (_line.Length > ExpositionLimits.LineLength)
        {
            return Fail($"a line of more than {ExpositionLimits.LineLength} characters");
        }

        if (!TrySeries(out var id) || !TryValue(out var value) || !TryTimestamp(out var at))
        {
            return false;
        }

        point = new MetricPoint(id, value, at);
        return true;
    }

    public static bool IsName(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!IsNamePart(word[i], allowColon: true, isFirst: i == 0))
            {
                return false;
            }
        }

        return !word.IsEmpty;
    }

    public static string Shorten(ReadOnlySpan<char> word) => word.Length <= 40 ? word.ToString() : $"{word[..40]}…";

    /// <summary>What was read before is known by its text, and is not taken apart again.</summary>
    private bool TrySeries(out SeriesId id)
    {
        var text = pool is null ? default : SeriesText();
        if (!text.IsEmpty && pool!.Find(text) is { } known)
        {
            id = known;
            _rest = _rest[text.Length..];
            return true;
        }

        id = null!;
        if (!TryName(allowColon: true, out var name) || !TryLabels(out var labels))
        {
            return false;
        }

        id = new SeriesId(name, labels);
        if (!text.IsEmpty && text.Length == _line[..^_rest.Length].TrimEnd(" \t").Length)
        {
            id = pool!.Add(text, id);
        }

        return true;
    }

    /// <summary>Up to the value, without looking whether it is well-formed; empty when it has no end.</summary>
    private readonly ReadOnlySpan<char> SeriesText()
    {
        var end = _line.IndexOfAny(" \t{");
        if (end < 0)
        {
            return default;
        }

        var labels = end;
        while (labels < _line.Length && _line[labels] is ' ' or '\t')
        {
            labels++;
        }

        if (labels == _line.Length || _line[labels] != '{')
        {
            return _line[..end];
        }

        var isQuoted = false;
        for (var i = labels; i < _line.Length; i++)
        {
            switch (_line[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '}' when !isQuoted:
                    return _line[..(i + 1)];
                default:
                    break;
            }
        }

        return default;
    }

    private bool TryName(bool allowColon, out string name)
    {
        var length = 0;
        while (length < _rest.Length && IsNamePart(_rest[length], allowColon, isFirst: length == 0))
        {
            length++;
        }

        if (length > ExpositionLimits.NameLength)
        {
            name = "";
            return Fail($"a name of more than {ExpositionLimits.NameLength} characters");
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

            if (labels.Count == ExpositionLimits.Labels)
            {
                return Fail($"more than {ExpositionLimits.Labels} labels");
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

            if (text.Length + end > ExpositionLimits.LabelValueLength)
            {
                return Fail($"a label's value of more than {ExpositionLimits.LabelValueLength} characters");
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

        if (!TryMilliseconds(word, out var milliseconds)
            || milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            var unit = format == ExpositionFormat.OpenMetrics ? "seconds" : "milliseconds";
            return Fail($"'{Shorten(word)}' is no timestamp in {unit}");
        }

        at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        var more = NextWord();
        return more.IsEmpty || more[0] == '#' || Fail("nothing is expected after the timestamp");
    }

    private readonly bool TryMilliseconds(ReadOnlySpan<char> word, out long milliseconds)
    {
        if (format == ExpositionFormat.Text)
        {
            return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds);
        }

        // Beyond 2^53 a number no longer holds every millisecond, and no time that is meant is there.
        var isTime = TryNumber(word, out var seconds) && Math.Abs(seconds) < 1e13;
        milliseconds = isTime ? (long)Math.Round(seconds * 1000) : 0;
        return isTime;
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
}
