namespace Monitor.Samples;

/// <summary>
/// The series of one instance. It holds at most <paramref name="maxSeries"/>, whatever an instance exposes; a series
/// without a sample for as long as the window is dropped. Not for several threads at once.
/// </summary>
internal sealed class SampleWindow(TimeSpan window, int samplesPerSeries, int maxSeries)
{
    private readonly Dictionary<SeriesId, Series> _series = [];

    public int Count => _series.Count;

    /// <summary>How many of the points found no place.</summary>
    public int Append(DateTimeOffset at, IEnumerable<MetricPoint> points)
    {
        var refused = 0;
        foreach (var point in points)
        {
            if (!_series.TryGetValue(point.Id, out var series))
            {
                if (_series.Count == maxSeries)
                {
                    refused++;
                    continue;
                }

                _series[point.Id] = series = new Series(samplesPerSeries, window);
            }

            series.Add(new Sample(point.At ?? at, point.Value));
        }

        DropSilent(at - window);
        return refused;
    }

    public IEnumerable<KeyValuePair<SeriesId, Series>> Named(string name) =>
        _series.Where(pair => pair.Key.Name == name);

    private void DropSilent(DateTimeOffset before)
    {
        foreach (var (id, series) in _series)
        {
            if (series.Latest is null || series.Latest.Value.At < before)
            {
                _series.Remove(id);
            }
        }
    }
}
