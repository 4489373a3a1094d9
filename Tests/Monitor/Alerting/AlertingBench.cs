using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting;
using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Plan;
using Monitor.Alerting.Storage;
using Monitor.Alerting.Tracks;
using Monitor.Samples;
using Monitor.Scraping;
using Monitor.Yaml;
using Tests.Fakes;

namespace Tests.Alerting;

/// <summary>One process of the Monitor, as far as it alerts, with time and store from outside: it can be thrown away and made again.</summary>
internal sealed class AlertingBench : IDisposable
{
    private readonly InstanceBoard _board = new();
    private readonly ScrapeOptions _scraping = new();
    private readonly Outbox _outbox = new();
    private readonly FakeTimeProvider _time;
    private readonly AlertingPass _pass;
    private readonly SelfReport? _self;
    private readonly TestMeters _meters = new();
    private readonly Dictionary<(string Instance, string Track), WatchedInstance> _instances = [];

    public AlertingBench(IStateStore store, FakeTimeProvider time, string plan, INotifier notifier, FakeTracks? tracks = null,
        ISampleSource? source = null, int maxAlerts = 20_000, bool reportsItself = false,
        ILogger<OutboxDelivery>? log = null)
    {
        _time = time;
        File = Path.Combine(Path.GetTempPath(), $"slipway-plan-{Guid.NewGuid():N}.yaml");
        System.IO.File.WriteAllText(File, plan);
        var options = Options.Create(new AlertingOptions { File = File, MaxAlerts = maxAlerts });
        Plans = new AlertingPlanSource(options, Options.Create(_scraping), new YamlSettings(), NullLogger<AlertingPlanSource>.Instance);
        var metrics = new AlertingMetrics(_meters, _board, _outbox, View);
        var state = new StateReader(store, NullLogger<StateReader>.Instance);
        tracks ??= new FakeTracks();
        _self = reportsItself ? new SelfReport(Targets, _outbox, Plans, View, Options.Create(_scraping), time) : null;
        _pass = new AlertingPass(
            store, state, new Lead(store, options, NullLogger<Lead>.Instance), Plans,
            new Evaluator(
                _board, Targets, [.. new[] { source, _self }.OfType<ISampleSource>()], tracks, View, metrics, options, NullLogger<Evaluator>.Instance),
            new Submissions(state, View), tracks,
            new Teller(_outbox, metrics), _outbox, View, options, NullLogger<AlertingPass>.Instance);
        Worker = new OutboxWorker(
            _outbox, new OutboxDelivery(store, _outbox, Plans, [notifier], metrics, time, log ?? NullLogger<OutboxDelivery>.Instance),
            View, Options.Create(new HostOptions()), time, NullLogger<OutboxWorker>.Instance);
        Writer = new AlertingWriter(store, state, View, options);
    }

    public string File { get; }

    public AlertingPlanSource Plans { get; }

    public AlertingBoard View { get; } = new();

    public AlertingWriter Writer { get; }

    public OutboxWorker Worker { get; }

    public Outbox Outbox => _outbox;

    public FakeTargets Targets { get; } = new();

    /// <summary>A scrape of an instance that answers with this text; null is one that does not answer.</summary>
    public void Scrape(string instance, string? text, string track = "stable")
    {
        if (!_instances.TryGetValue((instance, track), out var watched))
        {
            watched = Make(instance, track);
            _instances[(instance, track)] = watched;
            _board.Add(watched);
        }

        watched.Record(
            new ScrapeResult(_time.GetUtcNow(), TimeSpan.Zero, text is null ? "refused" : null, 0),
            text is null ? [] : ExpositionParser.Parse(text).Points);
    }

    public WatchedInstance Make(string instance, string track) =>
        new(Target(instance, track), _time.GetUtcNow(), _scraping);

    public void Leave(string instance)
    {
        _board.Remove(Target(instance, "stable"));
        _instances.Remove((instance, "stable"));
    }

    /// <summary>One pass, and everything delivered that is due.</summary>
    public async Task RunAsync()
    {
        await PassAsync();
        while (await Worker.StepAsync())
        {
        }
    }

    public async Task PassAsync()
    {
        _self?.Report(_time.GetUtcNow());
        await _pass.RunAsync(_time.GetUtcNow(), CancellationToken.None);
    }

    /// <summary>Passes at every second of this time.</summary>
    public async Task RunForAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await RunAsync();
        }
    }

    public void Dispose()
    {
        System.IO.File.Delete(File);
        Worker.Dispose();
        _meters.Dispose();
    }

    private static Target Target(string instance, string track) => new(
        new Uri($"http://{instance}/metrics"), instance, "api", track, $"api:{track}", "sha256:ab", "1.0");

    internal sealed class FakeTargets : ITargetSource
    {
        public TargetSnapshot Current { get; set; } = new([], DateTimeOffset.UnixEpoch, null);
    }

    internal sealed class FakeTracks : ITrackReports
    {
        public TrackReport Current { get; set; } = TrackReport.None;
    }
}
