using System.Text;

namespace Monitor.Samples;

/// <summary>
/// A metric's name and its labels. Two are equal when both are, in whatever order the labels were written.
/// </summary>
internal sealed class SeriesId : IEquatable<SeriesId>
{
    private readonly string _text;
    private readonly int _hash;

    public SeriesId(string name, IEnumerable<KeyValuePair<string, string>> labels)
    {
        Name = name;
        Labels = new SortedList<string, string>(labels.ToDictionary(), StringComparer.Ordinal);
        _text = Write();
        _hash = _text.GetHashCode(StringComparison.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public bool Equals(SeriesId? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && _text == other._text);

    public override bool Equals(object? obj) => Equals(obj as SeriesId);

    public override int GetHashCode() => _hash;

    /// <summary>As the exposition format writes it, the labels sorted.</summary>
    public override string ToString() => _text;

    private string Write()
    {
        var text = new StringBuilder(Name);
        foreach (var (label, value) in Labels)
        {
            text.Append(text.Length == Name.Length ? '{' : ',')
                .Append(label).Append("=\"").Append(Escape(value)).Append('"');
        }

        return Labels.Count == 0 ? Name : text.Append('}').ToString();
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
