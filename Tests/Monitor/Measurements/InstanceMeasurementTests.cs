using Monitor.Measurements;
using Monitor.Samples;
using Monitor.Scraping;

namespace Tests.Measurements;

public class InstanceMeasurementTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private readonly WatchedInstance _instance = new(
        new Target(new Uri("http://127.0.0.1:1/metrics"), "api-1", "api", "canary", "api:canary", "sha256:ab", "1.0"),
        Start,
        new ScrapeOptions());

    [Fact]
    public void Of_RequestsBeforeTheWindow_AreNotCounted()
    {
        Scrape(0, Requests("200", 100));
        Scrape(10, Requests("200", 130) + Requests("500", 4));

        var measured = Measure(since: 5)!;

        measured.Requests.Should().Be(34);
        measured.ServerErrors.Should().Be(4, "the series is new: it was zero when the instance was asked before");
        measured.Buckets[0.1].Should().Be(34);
        measured.Buckets[double.PositiveInfinity].Should().Be(34);
    }

    [Fact]
    public void Of_FirstScrapeOfAnOldProcess_CountsNothingYet()
    {
        Scrape(10, Requests("200", 1000) + StartedAt(-500));

        Measure(since: 5)!.Requests.Should().Be(0);
    }

    [Fact]
    public void Of_FirstScrapeOfAProcessStartedInTheWindow_CountsAll()
    {
        Scrape(10, Requests("200", 7) + StartedAt(6));

        Measure(since: 5)!.Requests.Should().Be(7);
    }

    [Fact]
    public void Of_ProcessStartedAgain_CountsTheRestartAndWhatCameAfterIt()
    {
        Scrape(0, Requests("200", 100) + StartedAt(-500));
        Scrape(10, Requests("200", 110) + StartedAt(-500));
        Scrape(15, null);
        Scrape(20, Requests("200", 3) + StartedAt(17));

        var measured = Measure(since: 5)!;

        measured.Restarts.Should().Be(1);
        measured.Requests.Should().Be(13);
    }

    [Fact]
    public void Of_CpuAndMemory_IsTheMeanAndTheLeast()
    {
        Scrape(0, "slipway_cpu_utilization_ratio 0.9\nslipway_memory_available_bytes 1\n");
        Scrape(10, "slipway_cpu_utilization_ratio 0.2\nslipway_memory_available_bytes 300\n");
        Scrape(15, "slipway_cpu_utilization_ratio 0.4\nslipway_memory_available_bytes 200\n");

        var measured = Measure(since: 5)!;

        measured.Cpu.Should().BeApproximately(0.3, 1e-9);
        measured.MemoryAvailable.Should().Be(200);
    }

    [Fact]
    public void Of_NoAnswerInTheWindow_IsNone()
    {
        Scrape(0, Requests("200", 1));
        Scrape(10, null);

        Measure(since: 5).Should().BeNull();
    }

    private InstanceMeasurement? Measure(int since) =>
        InstanceMeasurement.Of(_instance, Start.AddSeconds(since), new MeasurementOptions());

    private void Scrape(int second, string? text) => _instance.Record(
        new ScrapeResult(Start.AddSeconds(second), TimeSpan.Zero, text is null ? "refused" : null, 0),
        ExpositionParser.Parse(text ?? "").Points);

    private static string Requests(string status, int count) => $$"""
        http_server_request_duration_seconds_bucket{http_response_status_code="{{status}}",le="0.1"} {{count}}
        http_server_request_duration_seconds_bucket{http_response_status_code="{{status}}",le="+Inf"} {{count}}
        http_server_request_duration_seconds_count{http_response_status_code="{{status}}"} {{count}}

        """;

    private static string StartedAt(int second) =>
        $"process_start_time_seconds {Start.AddSeconds(second).ToUnixTimeSeconds()}\n";
}
