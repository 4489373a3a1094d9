using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Instances;

namespace ServiceDefaults.Resources;

/// <summary>
/// Reads once a second, so that a scrape gets the use of the last second, not that since the scrape before.
/// </summary>
internal sealed class ResourceSampler(
    IResourceReader reader, IOptions<InstanceOptions> instance, TimeProvider time, ILogger<ResourceSampler> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private ResourceReading? _earlier;
    private long _earlierAt;
    private volatile ResourceUsage? _latest;

    /// <summary>Null before the first reading.</summary>
    public ResourceUsage? Latest => _latest;

    public void Sample()
    {
        var now = reader.Read();
        var at = time.GetTimestamp();
        _latest = ResourceUsage.Between(
            _earlier, now, time.GetElapsedTime(_earlierAt, at), instance.Value, Environment.ProcessorCount);
        (_earlier, _earlierAt) = (now, at);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                Sample();
            }
            catch (Exception e)
            {
                // A reading that fails must not end the process, nor those after it.
                Log.ReadingFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
