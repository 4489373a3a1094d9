using System.Globalization;
using Deployer.Images;
using Deployer.Monitoring;
using Deployer.Rollouts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServiceDefaults.Access;
using Tests.Scraping;

namespace Tests.Monitoring;

/// <summary>The Deployer's side against the real Monitor, which scrapes an instance on a real server.</summary>
public sealed class MonitorMeasurementsTests : IAsyncLifetime
{
    private static readonly TrackKey Canary = new("api", "canary");
    private static readonly TrackKey Stable = new("api", "stable");
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private static readonly Release Release = new(ImageReference.Parse("api:canary"), Digest.Parse("sha256:" + new string('1', 64)));
    private int _requests = 10;
    private FakeInstance _instance = null!;
    private FakeInstance _targets = null!;

    public async Task InitializeAsync()
    {
        _instance = await FakeInstance.StartAsync();
        _targets = await FakeInstance.StartAsync();
        _instance.Answer = context => context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            http_server_request_duration_seconds_bucket{http_response_status_code="500",le="0.1"} {{_requests}}
            http_server_request_duration_seconds_bucket{http_response_status_code="500",le="+Inf"} {{_requests}}
            http_server_request_duration_seconds_count{http_response_status_code="500"} {{_requests}}
            slipway_cpu_utilization_ratio 0.25

            """));
        _targets.Answer = context => context.Response.WriteAsJsonAsync(new[]
        {
            new
            {
                targets = new[] { _instance.HostAndPort },
                labels = new Dictionary<string, string>
                {
                    ["service"] = "api",
                    ["track"] = "canary",
                    ["instance"] = "api-canary-1",
                    ["digest"] = $"{Release.Digest}",
                },
            },
        });
    }

    public async Task DisposeAsync()
    {
        await _instance.DisposeAsync();
        await _targets.DisposeAsync();
    }

    [Fact]
    public async Task MeasureAsync_BothTracks_AreMeasuredOverTheSameWindow()
    {
        // So seldom that what is fresh was looked up for the measurement, which may wait for it.
        await using var monitor = new MonitorHost(
            ("services:deployer:http:0", $"http://{_targets.HostAndPort}"), ("Measurements:MaxAge", "00:00:00"),
            ("Discovery:Interval", "00:00:01"), ("Scrape:Interval", "00:01:00"), ("Scrape:Timeout", "00:00:30"));
        var measurements = Open(new Clients(monitor.CreateClient), new Uri("http://localhost"), MonitorHost.Token);
        await Eventually.TrueAsync(async () =>
            (await measurements.MeasureAsync(Canary, Release, Stable, Window, default)).Candidate is { Instances: 1 });

        _requests = 60;
        var measured = await measurements.MeasureAsync(Canary, Release, Stable, Window, default);

        measured.Fault.Should().BeNull();
        measured.Candidate.Should().BeEquivalentTo(new { Instances = 1, Requests = 50.0, ServerErrors = 50.0, CpuUtilization = 0.25, Restarts = 0 });
        measured.Candidate!.Latency.Bounds.Should().Equal(0.1, double.PositiveInfinity);
        measured.Candidate.Latency.Counts.Should().Equal(50, 50);
        measured.Baseline.Should().BeEquivalentTo(new { Instances = 0, Requests = 0.0 });
    }

    [Fact]
    public async Task MeasureAsync_AnInstanceThatDoesNotAnswer_IsNamed()
    {
        _instance.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await using var monitor = new MonitorHost(
            ("services:deployer:http:0", $"http://{_targets.HostAndPort}"), ("Discovery:Interval", "00:00:01"));
        var measurements = Open(new Clients(monitor.CreateClient), new Uri("http://localhost"), MonitorHost.Token);

        await Eventually.TrueAsync(async () =>
            (await measurements.MeasureAsync(Canary, Release, Stable, Window, default)).Candidate is { Silent: ["api-canary-1"] });
    }

    [Fact]
    public async Task MeasureAsync_WrongToken_SaysSo()
    {
        await using var monitor = new MonitorHost();
        var measurements = Open(new Clients(monitor.CreateClient), new Uri("http://localhost"), "wrong");

        var measured = await measurements.MeasureAsync(Canary, Release, Stable, Window, default);

        measured.Candidate.Should().BeNull();
        measured.Fault.Should().Be("the Monitor at http://localhost/ cannot be asked: it answered 401");
    }

    [Fact]
    public async Task MeasureAsync_NobodyThere_SaysSo()
    {
        var measurements = Open(new Clients(() => new HttpClient()), new Uri("http://127.0.0.1:1"), "any");

        var measured = await measurements.MeasureAsync(Canary, Release, null, Window, default);

        measured.Candidate.Should().BeNull();
        measured.Fault.Should().StartWith("the Monitor at http://127.0.0.1:1/ cannot be asked: Connection refused");
    }

    [Fact]
    public async Task MeasureAsync_TokenFileThatCannotBeRead_SaysSo()
    {
        var measurements = new MonitorMeasurements(
            new Clients(() => new HttpClient()),
            Options.Create(new MonitorOptions { Address = new Uri("http://127.0.0.1:1"), TokenFile = Path.GetTempPath() }),
            new OwnToken(null),
            TimeProvider.System);

        (await measurements.MeasureAsync(Canary, Release, null, Window, default)).Fault.Should().Contain("is denied");
    }

    private static MonitorMeasurements Open(IHttpClientFactory clients, Uri address, string token) => new(
        clients, Options.Create(new MonitorOptions { Address = address }), new OwnToken(token), TimeProvider.System);

    private sealed class Clients(Func<HttpClient> create) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => create();
    }
}
