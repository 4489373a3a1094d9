using Microsoft.Extensions.Options;
using Monitor.Samples;
using Monitor.Scraping;
using Monitor.Sidecar.Processes;
using ServiceDefaults.Instances;
using ServiceDefaults.Resources;

namespace Monitor.Sidecar;

/// <summary>
/// Watches the other container of the own pod, by the names under which instances expose the same of themselves; one that cannot be
/// found or read is down.
/// </summary>
internal sealed class SidecarWatch(
    InstanceBoard board,
    IOptions<SidecarOptions> options,
    IOptions<InstanceOptions> instance,
    IOptions<ScrapeOptions> scraping,
    TimeProvider time,
    ILogger<SidecarWatch> logger) : BackgroundService
{
    private static readonly SeriesId CpuRatio = new("slipway_cpu_utilization_ratio", []);
    private static readonly SeriesId CpuLimit = new("slipway_cpu_limit_cores", []);
    private static readonly SeriesId MemoryAvailable = new("slipway_memory_available_bytes", []);
    private static readonly SeriesId MemoryLimit = new("slipway_memory_limit_bytes", []);
    private static readonly SeriesId Restarts = new("slipway_instance_restarts", []);

    private readonly WatchedInstance _watched = new(TargetOf(instance.Value), time.GetUtcNow(), scraping.Value);
    private readonly Lazy<int> _cores = new(MachineCores.Read);
    private ProcessEntry? _process;
    private (int Id, string Cgroup)? _last;
    private ResourceReading? _earlier;
    private long _earlierAt;
    private int _restarts = -1;
    private string? _fault;

    public WatchedInstance Watched => _watched;

    /// <summary>Looks once, and records what is seen.</summary>
    public void Look()
    {
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        string? fault = null;
        IReadOnlyList<MetricPoint> points = [];
        try
        {
            points = Read();
        }
        catch (SidecarException e)
        {
            fault = e.Message;
            _process = null;
        }

        _watched.Record(new ScrapeResult(at, time.GetElapsedTime(started), fault, 0), points);
        board.Scraped();
        Say(fault);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Add(_watched);
        using var timer = new PeriodicTimer(scraping.Value.Interval, time);
        do
        {
            try
            {
                Look();
            }
            catch (Exception e)
            {
                // What is wrong with one look must not end the watch.
                Log.LookFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private List<MetricPoint> Read()
    {
        var process = Find();
        _process = process;
        if (_last != (process.Id, process.Cgroup))
        {
            (_last, _earlier) = ((process.Id, process.Cgroup), null);
            _restarts++;
            Log.Found(logger, process.ToString(), process.Id);
        }

        // Not earlier: looking for the process takes a while, and of another length each time.
        var now = time.GetTimestamp();
        var reading = ContainerSight.Read(process);
        // The limits of the settings are the Monitor's own, not those of whom it watches.
        var usage = ResourceUsage.Between(
            _earlier, reading, time.GetElapsedTime(_earlierAt, now), new InstanceOptions(), _cores.Value);
        (_earlier, _earlierAt) = (reading, now);
        var points = new List<MetricPoint>
        {
            new(CpuLimit, usage.CpuLimit, null),
            new(MemoryAvailable, usage.MemoryAvailable, null),
            new(MemoryLimit, usage.MemoryLimit, null),
            new(Restarts, _restarts, null),
        };
        if (usage.CpuRatio is { } ratio)
        {
            points.Add(new MetricPoint(CpuRatio, ratio, null));
        }

        return points;
    }

    /// <summary>The one that is known while it lives; an id may be another's by then, in another container.</summary>
    private ProcessEntry Find()
    {
        if (_process is { } known && ProcessTable.Find(known.Id) is { Words.Count: > 0 } found && found.Cgroup == known.Cgroup)
        {
            return known;
        }

        return WatchedProcess.Find(
            ProcessTable.List().Where(entry => entry.Words.Count > 0), ProcessTable.OwnCgroup, options.Value.Process);
    }

    /// <summary>What changed, not what is.</summary>
    private void Say(string? fault)
    {
        if (fault is not null && fault != _fault)
        {
            Log.NotSeen(logger, _watched.Target.Instance, fault);
        }
        else if (fault is null && _fault is not null)
        {
            Log.SeenAgain(logger, _watched.Target.Instance);
        }

        _fault = fault;
    }

    /// <summary>Without the version: by default that is the Monitor's.</summary>
    private static Target TargetOf(InstanceOptions instance) => new(
        new Uri("file:///proc"), instance.Name, instance.Service, instance.Track, instance.Image, instance.Digest, "");
}
