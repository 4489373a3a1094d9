using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Monitor.Scraping;
using Tests.Fakes;

namespace Tests.Scraping;

public sealed class ScrapeServiceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeTargets _targets = new();
    private readonly InstanceBoard _board = new();
    private readonly TestMeters _meters = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ScrapeService _service;

    public ScrapeServiceTests()
    {
        var options = Options.Create(new ScrapeOptions());
        var scraper = new Scraper(
            new ScrapeClient(_http, options, _time), new ScrapingMetrics(_meters), _time, NullLogger<Scraper>.Instance);
        _service = new ScrapeService(_targets, scraper, _board, options, _time, NullLogger<ScrapeService>.Instance);
    }

    [Fact]
    public async Task ExecuteAsync_TargetsComeAndGo_FollowsThemAndOneThatHangsHoldsUpNobody()
    {
        await using var fine = await FakeInstance.StartAsync();
        await using var hanging = await FakeInstance.StartAsync();
        hanging.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        _targets.Targets = [fine.Target, hanging.Target];
        await _service.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => _board.All.Any(instance => instance.LastScrape is { IsUp: true }));
        var first = Of(fine)!.LastScrape!.At;
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Of(fine)!.LastScrape!.At > first && Of(hanging)!.LastScrape is { IsUp: false };
        });

        _targets.Targets = [fine.Target with { Version = "2.0" }];
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _board.All.Select(instance => instance.Target.Version).SequenceEqual(["2.0"]);
        });

        await _service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ExecuteAsync_TargetThatCannotBeFollowed_IsSeenAndTheOthersAreScraped()
    {
        await using var fine = await FakeInstance.StartAsync();
        _targets.Targets = [fine.Target with { Instance = "odd", Service = null! }, fine.Target];
        await _service.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return Of(fine)?.LastScrape is { IsUp: true };
        });
        (await HealthAsync()).Status.Should().Be(HealthStatus.Degraded);
        (await HealthAsync()).Description.Should().StartWith(fine.Target.Address.ToString());

        _targets.Targets = null!;
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _service.Fault?.StartsWith(fine.Target.Address.ToString(), StringComparison.Ordinal) == false;
        });
        var before = Of(fine)!.Version;
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Of(fine)!.Version > before;
        });

        _targets.Targets = [fine.Target];
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _service.Fault is null;
        });
        (await HealthAsync()).Status.Should().Be(HealthStatus.Healthy);
        await _service.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _service.Dispose();
        _http.Dispose();
        _meters.Dispose();
    }

    private Task<HealthCheckResult> HealthAsync() => new ScrapingHealthCheck(_service).CheckHealthAsync(new HealthCheckContext());

    private WatchedInstance? Of(FakeInstance instance) =>
        _board.All.SingleOrDefault(watched => watched.Target == instance.Target);

    private sealed class FakeTargets : ITargetSource
    {
        public volatile IReadOnlyList<Target> Targets = [];

        public TargetSnapshot Current => new(Targets, null, null);
    }
}
