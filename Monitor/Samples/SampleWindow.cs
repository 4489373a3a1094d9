namespace Monitor.Samples;

/// <summary>
/// The series of one instance. It holds at most <paramref name="maxSeries"/>, whatever an instance exposes; a series
/// without a sample for as long as the window is dropped. Not for several threads at once.
/// </summary>
internal sealed class SampleWindow(TimeSpan window, int samplesPerSeries, int maxSeries)
{
    /// <summary>A timestamp further ahead than this is a fault of the instance's clock, as in Prometheus.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);

    private readonly Dictionary<SeriesId, Series> _series = [];

    // Rules ask by name, several times for each scrape.
    private readonly Dictionary<string, List<KeyValuePair<SeriesId, Series>>> _byName = new(StringComparer.Ordinal);
    private long _round;

    public int Count => _series.Count;

    /// <summary>How many of the points found no place.</summary>
    public int Append(DateTimeOffset at, IEnumerable<MetricPoint> points)
    {
        var (refused, current) = (0, 0);
        _round++;
        foreach (var point in points)
        {
            var time = point.At ?? at;
            if (time > at + MaxAhead || time < at - window)
            {
                refused++;
                continue;
            }

            if (!_series.TryGetValue(point.Id, out var series))
            {
                if (_series.Count == maxSeries)
                {
                    refused++;
                    continue;
                }

                series = Add(point.Id);
            }

            series.Add(new Sample(time, point.Value));
            current += series.Round == _round ? 0 : 1;
            series.Round = _round;
        }

        if (current < _series.Count)
        {
            DropSilent(at - window);
        }

        return refused;
    }

    public IEnumerable<KeyValuePair<SeriesId, Series>> Named(string name) =>
        _byName.TryGetValue(name, out var series) ? series : [];

    /// <summary>Those that the last scrape held; what it no longer held is stale.</summary>
    public IEnumerable<KeyValuePair<SeriesId, Series>> Current(string name) =>
        Named(name).Where(pair => pair.Value.Round == _round);

    private Series Add(SeriesId id)
    {
        var series = new Series(samplesPerSeries, window);
        _series[id] = series;
        if (!_byName.TryGetValue(id.Name, out var named))
        {
            _byName[id.Name] = named = [];
        }

        named.Add(KeyValuePair.Create(id, series));
        return series;
    }

    private void DropSilent(DateTimeOffset before)
    {
        foreach (var (id, series) in _series)
        {
            if (series.Latest is null || series.Latest.Value.At < before)
            {
                _series.Remove(id);
                var named = _byName[id.Name];
                named.RemoveAll(pair => ReferenceEquals(pair.Value, series));
                if (named.Count == 0)
                {
                    _byName.Remove(id.Name);
                }
            }
        }
    }
}
