using Deployer.Images;
using Deployer.Prometheus;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;
using Tests.Scraping;
using Tests.Tools;

namespace Tests.Prometheus;

public sealed class PrometheusMeasurementsTests
{
    private static readonly TrackKey Canary = new("api", "canary");
    private static readonly TrackKey Stable = new("api", "stable");
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly Release Release = new(ImageReference.Parse("api:canary"), Digest.Parse("sha256:" + new string('1', 64)));

    [ToolFact("prometheus")]
    public async Task MeasureAsync_RealPrometheus_MeasuresBothTracks()
    {
        await using var instance = await FakeInstance.StartAsync();
        instance.Answer = FakeInstance.Say("""
            http_server_request_duration_seconds_bucket{http_response_status_code="200",le="0.1"} 40
            http_server_request_duration_seconds_bucket{http_response_status_code="200",le="+Inf"} 50
            http_server_request_duration_seconds_count{http_response_status_code="200"} 50
            http_server_request_duration_seconds_bucket{http_response_status_code="503",le="0.1"} 7
            http_server_request_duration_seconds_bucket{http_response_status_code="503",le="+Inf"} 7
            http_server_request_duration_seconds_count{http_response_status_code="503"} 7
            slipway_cpu_utilization_ratio 0.25
            slipway_memory_available_bytes 1000
            process_start_time_seconds 1000

            """);
        await using var prometheus = await PrometheusServer.StartAsync(
            instance.HostAndPort, $"service: api, track: canary, digest: '{Release.Digest}'");
        var measurements = Open(prometheus.Address);
        await Eventually.TrueAsync(async () =>
            (await measurements.MeasureAsync(Canary, Release, Stable, Window, default)).Candidate is { Instances: 1, Requests: > 0 });

        // The first scrape may have come between the questions of the measurement that saw it first.
        var measured = await measurements.MeasureAsync(Canary, Release, Stable, Window, default);

        measured.Fault.Should().BeNull();
        measured.Candidate.Should().BeEquivalentTo(new
        {
            Requests = 57.0,
            ServerErrors = 7.0,
            CpuUtilization = 0.25,
            MemoryAvailable = 1000.0,
            Restarts = 0,
        });
        measured.Candidate!.Latency.Bounds.Should().Equal(0.1, double.PositiveInfinity);
        measured.Candidate.Latency.Counts.Should().Equal(47, 57);
        measured.Baseline.Should().BeEquivalentTo(new { Instances = 0, Requests = 0.0, Restarts = 0 });
    }

    [Fact]
    public async Task MeasureAsync_NobodyThere_SaysSo()
    {
        var measured = await Open(new Uri("http://127.0.0.1:1")).MeasureAsync(Canary, Release, Stable, Window, default);

        measured.Candidate.Should().BeNull();
        measured.Fault.Should().StartWith("Prometheus at http://127.0.0.1:1/ cannot be asked: Connection refused");
    }

    private static PrometheusMeasurements Open(Uri address) =>
        new(new Clients(), Options.Create(new PrometheusOptions { Address = address }), TimeProvider.System);

    private sealed class Clients : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new();
    }
}
