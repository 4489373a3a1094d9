using System.Globalization;

namespace Monitor.Rules.Reading;

/// <summary>
/// Reads the keys of one map. What is missing, malformed or not known is a fault each; <see cref="Close"/> tells of the
/// keys that nobody asked for.
/// </summary>
internal sealed class SettingScope
{
    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789.-+");
    private readonly Dictionary<string, SettingEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly SettingFaults _faults;
    private readonly string _what;

    /// <param name="what">What the map is, to people, such as <c>a rule</c>.</param>
    public SettingScope(SettingNode node, string what, SettingFaults faults)
    {
        (_faults, _what, Line) = (faults, what, node.Line);
        if (node is not SettingNode.Map map)
        {
            faults.Add(node.Line, $"{what} is expected here, with its keys");
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (!_entries.TryAdd(entry.Key, entry))
            {
                faults.Add(entry.Line, $"'{entry.Key}' stands there twice");
            }
        }
    }

    public int Line { get; }

    public bool Has(string key) => _entries.ContainsKey(key);

    public int LineOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Line : Line;

    public string Text(string key, string fallback = "") =>
        Find(key) is not { } entry ? fallback
        : entry.Value is SettingNode.Scalar scalar ? scalar.Text
        : Fault(entry, "a text is expected", fallback);

    public string RequiredText(string key)
    {
        if (Has(key) && Text(key) is { Length: > 0 } text)
        {
            return text;
        }

        _asked.Add(key);
        _faults.Add(LineOf(key), $"{_what} needs '{key}'");
        return "";
    }

    public bool Flag(string key, bool fallback) => Find(key) is not { } entry ? fallback
        : entry.Value is SettingNode.Scalar { Text: "true" or "false" } scalar ? scalar.Text == "true"
        : Fault(entry, "true or false is expected", fallback);

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan? min = null)
    {
        if (Find(key) is not { } entry)
        {
            return fallback;
        }

        if (entry.Value is not SettingNode.Scalar scalar || !DurationText.TryParse(scalar.Text, out var duration))
        {
            return Fault(entry, "a duration such as 30s or 1h, at most 1y, is expected", fallback);
        }

        return duration < min ? Fault(entry, $"at least {DurationText.Write(min.Value)} is expected", fallback) : duration;
    }

    /// <summary>A number; bytes may have a unit, such as <c>100MB</c> (of 10^6) or <c>1GiB</c> (of 2^30).</summary>
    public double? Number(string key)
    {
        if (Find(key) is not { } entry)
        {
            return null;
        }

        return entry.Value is SettingNode.Scalar scalar && TryNumber(scalar.Text, out var number)
            ? number
            : Fault<double?>(entry, "a number is expected, such as 70 or 100MB", null);
    }

    public T Choice<T>(string key, T fallback)
        where T : struct, Enum => Find(key) is not { } entry ? fallback
        : entry.Value is SettingNode.Scalar scalar && Enum.TryParse<T>(scalar.Text, ignoreCase: true, out var value)
            && !char.IsAsciiDigit(scalar.Text[0]) ? value
        : Fault(entry, $"one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()} is expected", fallback);

    public IReadOnlyDictionary<string, string> Texts(string key)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(key) is not { } entry)
        {
            return texts;
        }

        if (entry.Value is not SettingNode.Map map)
        {
            return Fault(entry, "names with texts are expected", texts);
        }

        foreach (var item in map.Entries)
        {
            if (item.Value is not SettingNode.Scalar scalar)
            {
                _faults.Add(item.Line, $"'{key}: {item.Key}': a text is expected");
            }
            else if (!IsLabelName(item.Key))
            {
                _faults.Add(item.Line, $"'{key}: {item.Key}': letters, digits and _ are expected");
            }
            else
            {
                texts[item.Key] = scalar.Text;
            }
        }

        return texts;
    }

    public IReadOnlyList<SettingNode> Items(string key) => Find(key) is not { } entry ? []
        : entry.Value is SettingNode.List list ? list.Items
        : Fault<IReadOnlyList<SettingNode>>(entry, "a list is expected", []);

    public IReadOnlyList<string> ListOfTexts(string key)
    {
        if (Find(key) is { Value: SettingNode.Scalar { Text: { Length: > 0 } one } })
        {
            return [one];
        }

        var items = Items(key);
        foreach (var item in items.Where(item => item is not SettingNode.Scalar))
        {
            _faults.Add(item.Line, $"'{key}': texts are expected");
        }

        return [.. items.OfType<SettingNode.Scalar>().Select(scalar => scalar.Text)];
    }

    public IReadOnlyList<Matcher> Matchers(string key)
    {
        var matchers = new List<Matcher>();
        foreach (var text in ListOfTexts(key))
        {
            var (matcher, fault) = MatcherParser.Parse(text);
            if (matcher is null)
            {
                _faults.Add(LineOf(key), $"'{key}': {fault}");
            }
            else
            {
                matchers.Add(matcher);
            }
        }

        return matchers;
    }

    public SettingNode? Node(string key) => Find(key)?.Value;

    public void Close()
    {
        foreach (var entry in _entries.Values.Where(entry => !_asked.Contains(entry.Key)))
        {
            _faults.Add(entry.Line, $"'{entry.Key}' is not known here; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    public static bool IsLabelName(string name) =>
        name.Length is > 0 and <= 128 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private SettingEntry? Find(string key)
    {
        _asked.Add(key);
        return _entries.GetValueOrDefault(key);
    }

    private T Fault<T>(SettingEntry entry, string message, T fallback)
    {
        var text = entry.Value is SettingNode.Scalar scalar ? $"'{entry.Key}: {scalar.Text}'" : $"'{entry.Key}'";
        _faults.Add(entry.Line, $"{text}: {message}");
        return fallback;
    }

    private static bool TryNumber(string text, out double number)
    {
        var digits = text.AsSpan().Trim();
        var letters = digits.IndexOfAnyExcept(Digits);
        var unit = letters < 0 ? "" : digits[letters..].Trim().ToString();
        var factor = unit switch
        {
            "" or "B" or "%" => 1,
            "kB" or "KB" => 1e3,
            "MB" => 1e6,
            "GB" => 1e9,
            "KiB" => 1024,
            "MiB" => 1024d * 1024,
            "GiB" => 1024d * 1024 * 1024,
            _ => double.NaN,
        };
        var isNumber = double.TryParse(
            letters < 0 ? digits : digits[..letters].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        number *= factor;
        return isNumber && double.IsFinite(number);
    }
}
