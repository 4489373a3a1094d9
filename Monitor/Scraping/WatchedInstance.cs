using Monitor.Rules;
using Monitor.Samples;

namespace Monitor.Scraping;

/// <summary>A target while it is one, with what was seen of it. For several threads.</summary>
internal sealed class WatchedInstance(Target target, DateTimeOffset firstSeen, ScrapeOptions options)
{
    private static readonly SeriesId UpId = new("up", []);
    private static readonly SeriesId DurationId = new("scrape_duration_seconds", []);
    private readonly Lock _lock = new();
    private readonly SampleWindow _window = new(options.Window, options.SamplesPerSeries, options.MaxSeries);
    private volatile ScrapeResult? _lastScrape;
    private volatile int _refused;
    private long _version;

    public Target Target => target;

    /// <summary>The same for what takes its place under the same name.</summary>
    public string Key { get; } = $"{target.Service}/{target.Track}/{target.Instance}";

    /// <summary>Its labels in alerts. Image and version are no part of it: they change, and it is the same instance.</summary>
    public LabelSet Labels { get; } = new(
    [
        KeyValuePair.Create("service", target.Service),
        KeyValuePair.Create("track", target.Track),
        KeyValuePair.Create("instance", target.Instance),
    ]);

    /// <summary>Counts what was recorded.</summary>
    public long Version => Interlocked.Read(ref _version);

    public DateTimeOffset FirstSeen => firstSeen;

    /// <summary>Null before the first scrape has ended.</summary>
    public ScrapeResult? LastScrape => _lastScrape;

    /// <summary>How many points of the last scrape that was answered found no place.</summary>
    public int Refused => _refused;

    /// <summary>How many of the points found no place.</summary>
    public int Record(ScrapeResult result, IReadOnlyList<MetricPoint> points)
    {
        lock (_lock)
        {
            var refused = _window.Append(result.At, Own(result).Concat(points));
            _lastScrape = result;
            _refused = result.IsUp ? refused : _refused;
            _version++;
            return refused;
        }
    }

    /// <summary>Reads while nobody writes.</summary>
    public T Read<T>(Func<SampleWindow, T> read)
    {
        lock (_lock)
        {
            return read(_window);
        }
    }

    /// <summary>
    /// The metric's value in the last scrape; null when that did not hold it, or the instance is down.
    /// </summary>
    public double? Now(string metric)
    {
        lock (_lock)
        {
            var current = _window.Current(metric).FirstOrDefault();
            return current.Value?.Latest?.Value;
        }
    }

    /// <summary>
    /// Every series of the metric with its samples since <paramref name="from"/>, and before them the last older one.
    /// </summary>
    public IReadOnlyList<SeriesSamples> Since(string metric, DateTimeOffset from)
    {
        lock (_lock)
        {
            return
            [
                .. _window.Named(metric)
                    .Select(series => new SeriesSamples(series.Key, series.Value.SinceLastBefore(from)))
                    .Where(series => series.Samples.Count > 0),
            ];
        }
    }

    /// <summary>As every Prometheus server has them of every target.</summary>
    private static IEnumerable<MetricPoint> Own(ScrapeResult result) =>
    [
        new(UpId, result.IsUp ? 1 : 0, null),
        new(DurationId, result.Duration.TotalSeconds, null),
    ];
}
