using Microsoft.Extensions.Options;
using Monitor.Scraping;

namespace Monitor.Measurements;

/// <summary>Measures a track, after it has looked once more at every instance of which the last look is not fresh.</summary>
internal sealed class Measurer(
    InstanceBoard board,
    ITargetSource targets,
    Scraper scraper,
    IOptions<MeasurementOptions> options,
    TimeProvider time)
{
    private const int ScrapesAtOnce = 16;

    public async Task<TrackMeasurement> MeasureAsync(MeasurementQuery query, CancellationToken cancellationToken)
    {
        var instances = board.All.Where(instance => IsMeant(instance.Target, query)).ToList();
        await Parallel.ForEachAsync(
            instances.Where(IsOld),
            new ParallelOptions { MaxDegreeOfParallelism = ScrapesAtOnce, CancellationToken = cancellationToken },
            async (instance, token) => await scraper.ScrapeAsync(instance, token));
        return Measure(query, instances, time.GetUtcNow());
    }

    private TrackMeasurement Measure(MeasurementQuery query, List<WatchedInstance> instances, DateTimeOffset now)
    {
        var measured = instances
            .Select(instance => (instance.Target.Instance, Of: InstanceMeasurement.Of(instance, now - query.Window, options.Value)))
            .ToList();
        var told = measured.Select(one => one.Of).OfType<InstanceMeasurement>().ToList();
        var (requests, errors) = (told.Sum(one => one.Requests), told.Sum(one => one.ServerErrors));
        return new TrackMeasurement(
            query.Service,
            query.Track,
            query.Digest,
            now,
            query.Window.TotalSeconds,
            told.Count,
            [.. measured.Where(one => one.Of is null).Select(one => one.Instance).Order(StringComparer.Ordinal)],
            requests,
            requests / query.Window.TotalSeconds,
            errors,
            requests > 0 ? errors / requests : null,
            LatencyMeasurement.Of(told),
            told.Average(one => one.Cpu),
            told.Min(one => one.MemoryAvailable),
            told.Sum(one => one.Restarts),
            targets.Current.Error);
    }

    private bool IsOld(WatchedInstance instance) =>
        instance.LastScrape is not { } last || time.GetUtcNow() - last.At >= options.Value.MaxAge;

    private static bool IsMeant(Target target, MeasurementQuery query) =>
        target.Service == query.Service && target.Track == query.Track && (query.Digest is null || target.Digest == query.Digest);
}
