namespace Monitor.Samples;

/// <summary>
/// The newest samples of one metric of one instance: at most <paramref name="capacity"/>, none older than
/// <paramref name="window"/> before the newest. Not for several threads at once.
/// </summary>
internal sealed class Series(int capacity, TimeSpan window)
{
    private Sample[] _ring = new Sample[Math.Min(capacity, 8)];
    private int _start;

    public int Count { get; private set; }

    public Sample? Latest => Count == 0 ? null : At(Count - 1);

    /// <summary>False, and nothing is added, when the sample is not newer than the newest.</summary>
    public bool Add(Sample sample)
    {
        if (Latest is { } latest && sample.At <= latest.At)
        {
            return false;
        }

        DropBefore(sample.At - window);
        if (Count == capacity)
        {
            DropOldest();
        }
        else if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[(_start + Count) % _ring.Length] = sample;
        Count++;
        return true;
    }

    /// <summary>Oldest first, as they are now; later additions do not change it.</summary>
    public IReadOnlyList<Sample> Since(DateTimeOffset from) =>
        [.. Enumerable.Range(0, Count).Select(At).Where(sample => sample.At >= from)];

    /// <summary>As <see cref="Since"/>, and before them the last older one, from which a counter's rise is counted.</summary>
    public IReadOnlyList<Sample> SinceLastBefore(DateTimeOffset from)
    {
        var first = Count;
        while (first > 0 && At(first - 1).At >= from)
        {
            first--;
        }

        return [.. Enumerable.Range(Math.Max(first - 1, 0), Count - Math.Max(first - 1, 0)).Select(At)];
    }

    private Sample At(int index) => _ring[(_start + index) % _ring.Length];

    private void DropBefore(DateTimeOffset time)
    {
        while (Count > 0 && At(0).At < time)
        {
            DropOldest();
        }
    }

    private void DropOldest()
    {
        _start = (_start + 1) % _ring.Length;
        Count--;
    }

    private void Grow()
    {
        var larger = new Sample[Math.Min(capacity, _ring.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = At(i);
        }

        (_ring, _start) = (larger, 0);
    }
}
