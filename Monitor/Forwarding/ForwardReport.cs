using Microsoft.Extensions.Options;
using Monitor.Alerting.Evaluation;
using Monitor.Samples;
using Monitor.Scraping;

namespace Monitor.Forwarding;

/// <summary>Which Alertmanagers do not take what they are told, as samples, so that a rule can be about it.</summary>
internal sealed class ForwardReport(ForwardLanes lanes, IOptions<ScrapeOptions> options, TimeProvider time)
    : BackgroundService, ISampleSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A request may fail once or twice: that is what it is sent again for.</summary>
    private const int Patience = 2;

    private readonly WatchedInstance[] _instances =
    [
        .. lanes.All.Select(lane => new WatchedInstance(
            new Target(new Uri("http://monitor/"), lane.Name, "alertmanager", "", "", "", ""), time.GetUtcNow(), options.Value)),
    ];

    public IReadOnlyCollection<WatchedInstance> Reported => _instances;

    public string Name => "forwarding";

    public bool IsKnown => true;

    public void Report(DateTimeOffset now)
    {
        for (var index = 0; index < _instances.Length; index++)
        {
            _instances[index].Record(
                new ScrapeResult(now, TimeSpan.Zero, null, 0),
                [new MetricPoint(new SeriesId("slipway_monitor_forwarding_failing", []), lanes.All[index].Failures > Patience ? 1 : 0, null)]);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Report(time.GetUtcNow());
        }
    }
}
