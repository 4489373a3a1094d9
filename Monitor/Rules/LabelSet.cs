using System.Collections;
using System.Text;

namespace Monitor.Rules;

/// <summary>Labels by name, sorted. A label with an empty value is one that is not there, as in Prometheus.</summary>
internal sealed class LabelSet : IEquatable<LabelSet>, IEnumerable<KeyValuePair<string, string>>
{
    private readonly SortedList<string, string> _labels = new(StringComparer.Ordinal);
    private readonly string _text;

    public LabelSet(IEnumerable<KeyValuePair<string, string>> labels)
    {
        foreach (var (name, value) in labels)
        {
            if (value.Length > 0)
            {
                _labels[name] = value;
            }
            else
            {
                _labels.Remove(name);
            }
        }

        _text = Write();
        Fingerprint = Hash(_text);
    }

    public static LabelSet Empty { get; } = new([]);

    /// <summary>16 hexadecimal digits that stand for exactly these labels.</summary>
    public string Fingerprint { get; }

    public int Count => _labels.Count;

    /// <summary>Empty when there is none of that name.</summary>
    public string this[string name] => _labels.GetValueOrDefault(name, "");

    /// <summary>Later labels win.</summary>
    public LabelSet With(IEnumerable<KeyValuePair<string, string>> labels) => new([.. _labels, .. labels]);

    public LabelSet Only(IEnumerable<string> names) =>
        new(names.Select(name => KeyValuePair.Create(name, this[name])));

    public bool Equals(LabelSet? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _labels.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As <c>{name="value", …}</c>.</summary>
    public override string ToString() => _text;

    private string Write()
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in _labels)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(name).Append("=\"")
                .Append(value.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }

        return text.Append('}').ToString();
    }

    /// <summary>FNV-1a of 64 bits over the UTF-8 text, as Alertmanager's fingerprints have that length.</summary>
    private static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ part) * 1099511628211UL;
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
