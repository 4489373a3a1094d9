using System.Collections.Concurrent;

namespace Monitor.Samples;

/// <summary>
/// Names and labels by the text they are exposed as, shared by all instances: those of one service expose the same, again
/// and again. When it holds <paramref name="capacity"/> texts, or so many <paramref name="characters"/>, it forgets all, and so stays bounded
/// whatever is exposed: of one character six bytes are held, in the text, the series' own text and its labels.
/// </summary>
internal sealed class SeriesPool(int capacity = 200_000, int characters = 8_000_000)
{
    private readonly ConcurrentDictionary<string, SeriesId> _ids = new(StringComparer.Ordinal);

    // Where several threads add at once a little may be lost of it: the bound is one of memory, and need not be exact.
    private long _characters;

    public int Count => _ids.Count;

    /// <summary>Null when the text has not been met.</summary>
    public SeriesId? Find(ReadOnlySpan<char> text) =>
        _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var id) ? id : null;

    public SeriesId Add(ReadOnlySpan<char> text, SeriesId id)
    {
        _characters += text.Length;
        if (_ids.Count >= capacity || _characters > characters)
        {
            _ids.Clear();
            _characters = text.Length;
        }

        return _ids.GetOrAdd(text.ToString(), id);
    }
}
