using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Monitor.Scraping;
using Tests.Fakes;

namespace Tests.Scraping;

public sealed class ScraperTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScrapeOptions _options = new() { MaxBodyBytes = 2048 };
    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.GZip });
    private readonly TestMeters _meters = new();
    private FakeInstance _instance = null!;

    public async Task InitializeAsync() => _instance = await FakeInstance.StartAsync();

    public async Task DisposeAsync() => await _instance.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task ScrapeAsync_Answer_IsUpWithItsValues()
    {
        var watched = Watch();

        await ScrapeAsync(watched);

        watched.LastScrape.Should().BeEquivalentTo(new { IsUp = true, At = _time.GetUtcNow(), Faults = 0 });
        watched.Now("slipway_cpu_utilization_ratio").Should().Be(0.25);
        watched.Now("slipway_memory_available_bytes").Should().BeNull();
    }

    [Fact]
    public async Task ScrapeAsync_SomeLinesMalformed_CountsThemAndKeepsTheRest()
    {
        var watched = Watch();
        _instance.Answer = FakeInstance.Say("a{ 1\nslipway_cpu_utilization_ratio 0.5\nb\n");

        await ScrapeAsync(watched);

        watched.LastScrape!.Faults.Should().Be(2);
        watched.Now("slipway_cpu_utilization_ratio").Should().Be(0.5);
    }

    [Fact]
    public async Task ScrapeAsync_StatusIsAnError_IsDownAndOldValuesAreNotShown()
    {
        var watched = Watch();
        await ScrapeAsync(watched);
        _instance.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("slipway_cpu_utilization_ratio 0.1");
        };
        _time.Advance(TimeSpan.FromSeconds(5));

        await ScrapeAsync(watched);

        watched.LastScrape!.Error.Should().Be("answered 503");
        watched.Now("slipway_cpu_utilization_ratio").Should().BeNull();
    }

    [Fact]
    public async Task ScrapeAsync_TooLong_IsDown()
    {
        var watched = Watch();
        _instance.Answer = FakeInstance.Say(new string('#', 2049));

        await ScrapeAsync(watched);

        watched.LastScrape!.Error.Should().Be("answered more than 2048 bytes");
    }

    [Fact]
    public async Task ScrapeAsync_OpenMetricsInGzip_IsRead()
    {
        var watched = Watch();
        string? encodings = null;
        _instance.Answer = async context =>
        {
            encodings = context.Request.Headers.AcceptEncoding;
            context.Response.ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync("a 3 12.5\nslipway_cpu_utilization_ratio 0.75\n# EOF\n"u8.ToArray());
        };

        await ScrapeAsync(watched);

        encodings.Should().Contain("gzip");
        watched.LastScrape.Should().BeEquivalentTo(new { IsUp = true, Faults = 0 });
        watched.Now("slipway_cpu_utilization_ratio").Should().Be(0.75);
    }

    [Fact]
    public async Task ScrapeAsync_GzipBomb_IsDown()
    {
        var watched = Watch();
        _instance.Answer = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.SmallestSize);
            await gzip.WriteAsync(new byte[1_000_000]);
        };

        await ScrapeAsync(watched);

        watched.LastScrape!.Error.Should().Be("answered more than 2048 bytes");
    }

    [Fact]
    public async Task ScrapeAsync_NoGzipThoughItSaysSo_IsDown()
    {
        var watched = Watch();
        _instance.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("slipway_cpu_utilization_ratio 0.75");
        };

        await ScrapeAsync(watched);

        watched.LastScrape!.IsUp.Should().BeFalse();
    }

    [Fact]
    public async Task ScrapeAsync_NeverAnswers_IsDownAfterTheTimeout()
    {
        var watched = Watch();
        var arrived = new TaskCompletionSource();
        _instance.Answer = context =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        var scrape = ScrapeAsync(watched);
        await arrived.Task;
        _time.Advance(_options.Timeout);
        await scrape;

        watched.LastScrape!.Error.Should().Be("no answer within 2 s");
        watched.LastScrape.Duration.Should().Be(_options.Timeout);
    }

    [Fact]
    public async Task ScrapeAsync_NobodyListens_IsDown()
    {
        var watched = Watch();
        await _instance.DisposeAsync();

        await ScrapeAsync(watched);

        watched.LastScrape!.Error.Should().Contain("refused");
    }

    [Fact]
    public async Task ScrapeAsync_ProcessGoes_IsNoResult()
    {
        var watched = Watch();

        var scrape = () => Scraper().ScrapeAsync(watched, new CancellationToken(canceled: true));

        await scrape.Should().ThrowAsync<OperationCanceledException>();
        watched.LastScrape.Should().BeNull();
    }

    [Fact]
    public async Task ScrapeAsync_SeriesFindNoPlace_IsSaidWheneverThatBegins()
    {
        _options.MaxSeries = 3;
        using var log = new LogLines();
        using var logs = new LoggerFactory([log]);
        var (watched, scraper) = (Watch(), Scraper(logs.CreateLogger<Scraper>()));
        foreach (var text in new[] { "a 1\n", "a 1\nb 1\nc 1\n", "a 1\nb 1\nc 1\n", "a 1\n", "a 1\nb 1\n" })
        {
            _instance.Answer = FakeInstance.Say(text);
            await scraper.ScrapeAsync(watched, CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        log.All.Where(line => line.Contains("were refused: it has more series than Scrape:MaxSeries", StringComparison.Ordinal))
            .Should().HaveCount(2);
    }

    [Fact]
    public async Task ScrapeAsync_AnyEnd_IsCountedAndMeasuredWithoutALabel()
    {
        var heard = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, _meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => heard.Add($"{instrument.Name}{tags.Length}"));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => heard.Add($"{instrument.Name}{tags.Length}"));
        listener.Start();
        var (watched, scraper) = (Watch(), Scraper());

        await scraper.ScrapeAsync(watched, CancellationToken.None);
        await _instance.DisposeAsync();
        await scraper.ScrapeAsync(watched, CancellationToken.None);

        heard.Should().Equal("slipway.monitor.scrape.duration0", "slipway.monitor.scrape.duration0", "slipway.monitor.scrape.failures0");
    }

    private WatchedInstance Watch() => new(_instance.Target, _time.GetUtcNow(), _options);

    private Task ScrapeAsync(WatchedInstance watched) => Scraper().ScrapeAsync(watched, CancellationToken.None);

    private Scraper Scraper(ILogger<Scraper>? log = null) => new(
        new ScrapeClient(_http, Options.Create(_options), _time), new ScrapingMetrics(_meters), _time, log ?? NullLogger<Scraper>.Instance);
}
