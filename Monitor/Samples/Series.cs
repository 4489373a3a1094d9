namespace Monitor.Samples;

/// <summary>
/// The newest samples of one metric of one instance: at most <paramref name="capacity"/>, none older than
/// <paramref name="window"/> before the newest. Not for several threads at once.
/// </summary>
internal sealed class Series(int capacity, TimeSpan window)
{
    // Times in UTC ticks: 16 bytes a sample, and there are millions.
    private (long Ticks, double Value)[] _ring = new (long, double)[Math.Min(capacity, 8)];
    private int _start;

    public int Count { get; private set; }

    public Sample? Latest => Count == 0 ? null : At(Count - 1);

    /// <summary>The scrape of its window that it was last part of.</summary>
    public long Round { get; set; }

    /// <summary>False, and nothing is added, when the sample is not newer than the newest.</summary>
    public bool Add(Sample sample)
    {
        var ticks = sample.At.UtcTicks;
        if (Count > 0 && ticks <= TicksAt(Count - 1))
        {
            return false;
        }

        DropBefore(ticks - window.Ticks);
        if (Count == capacity)
        {
            DropOldest();
        }
        else if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[(_start + Count) % _ring.Length] = (ticks, sample.Value);
        Count++;
        return true;
    }

    /// <summary>Oldest first, as they are now; later additions do not change it.</summary>
    public IReadOnlyList<Sample> Since(DateTimeOffset from) => From(FirstSince(from));

    /// <summary>As <see cref="Since"/>, and before them the last older one, from which a counter's rise is counted.</summary>
    public IReadOnlyList<Sample> SinceLastBefore(DateTimeOffset from) => From(Math.Max(FirstSince(from) - 1, 0));

    private int FirstSince(DateTimeOffset from)
    {
        var first = Count;
        while (first > 0 && TicksAt(first - 1) >= from.UtcTicks)
        {
            first--;
        }

        return first;
    }

    private Sample[] From(int first)
    {
        var samples = new Sample[Count - first];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = At(first + i);
        }

        return samples;
    }

    private Sample At(int index)
    {
        var (ticks, value) = _ring[(_start + index) % _ring.Length];
        return new Sample(new DateTimeOffset(ticks, TimeSpan.Zero), value);
    }

    private long TicksAt(int index) => _ring[(_start + index) % _ring.Length].Ticks;

    private void DropBefore(long ticks)
    {
        while (Count > 0 && TicksAt(0) < ticks)
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
        var larger = new (long, double)[Math.Min(capacity, _ring.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = _ring[(_start + i) % _ring.Length];
        }

        (_ring, _start) = (larger, 0);
    }
}
