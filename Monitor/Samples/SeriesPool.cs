using System.Collections.Concurrent;

namespace Monitor.Samples;

/// <summary>
/// Names and labels by the text they are exposed as, shared by all instances: those of one service expose the same, again
/// and again. When it holds <paramref name="capacity"/> texts it forgets all, and so stays bounded whatever is exposed.
/// </summary>
internal sealed class SeriesPool(int capacity = 200_000)
{
    private readonly ConcurrentDictionary<string, SeriesId> _ids = new(StringComparer.Ordinal);

    public int Count => _ids.Count;

    /// <summary>Null when the text has not been met.</summary>
    public SeriesId? Find(ReadOnlySpan<char> text) =>
        _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var id) ? id : null;

    public SeriesId Add(ReadOnlySpan<char> text, SeriesId id)
    {
        if (_ids.Count >= capacity)
        {
            _ids.Clear();
        }

        return _ids.GetOrAdd(text.ToString(), id);
    }
}
