using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Tests.Telemetry;

/// <summary>Alone, because a meter provider hears the meters of every host in the process.</summary>
[Collection(AloneCollection.Name)]
public class MetricsTests
{
    [Fact]
    public async Task Metrics_InstanceWithLimits_SaysBuildCpuAndMemory()
    {
        await using var app = Hosts.Build(null,
            ("Instance:Service", "api"), ("Instance:Track", "canary"), ("Instance:Name", "api-canary-1"),
            ("Instance:Version", "1.2"), ("Instance:Image", "api:canary"), ("Instance:Digest", "sha256:00"),
            ("Instance:CpuLimit", "1.5"), ("Instance:MemoryLimit", "8000000000"));
        await app.StartAsync();

        var metrics = await ReadAsync(app, "slipway_cpu_utilization_ratio");

        var build = metrics.Keys.Single(key => key.StartsWith("slipway_build_info{", StringComparison.Ordinal));
        build.Should().ContainAll("service=\"api\"", "track=\"canary\"", "instance=\"api-canary-1\"",
            "version=\"1.2\"", "image=\"api:canary\"", "digest=\"sha256:00\"");
        metrics[build].Should().Be(1);
        Value(metrics, "slipway_cpu_limit_cores").Should().Be(1.5);
        Value(metrics, "slipway_memory_limit_bytes").Should().Be(8e9);
        Value(metrics, "slipway_memory_available_bytes").Should().BeInRange(1, 8e9 - 1);
        Value(metrics, "slipway_cpu_utilization_ratio").Should().BeInRange(0, 1);
    }

    [Fact]
    public async Task Metrics_InstanceWithoutLimits_MeasuresAgainstContainerOrMachine()
    {
        await using var app = Hosts.Build();
        await app.StartAsync();

        var metrics = await ReadAsync(app, "slipway_memory_available_bytes");

        Value(metrics, "slipway_cpu_limit_cores").Should().BePositive();
        Value(metrics, "slipway_memory_available_bytes").Should()
            .BeInRange(1, Value(metrics, "slipway_memory_limit_bytes"));
        metrics.Keys.Should().Contain(key => key.StartsWith("slipway_build_info{", StringComparison.Ordinal)
            && key.Contains("service=\"api\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_HealthWasAsked_DoesNotCountIt()
    {
        await using var app = Hosts.Build();
        await app.StartAsync();
        using var client = app.Client();
        (await client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.GetAsync("/nothing")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        var metrics = await ReadAsync(app, "http_server_request_duration_seconds_count");

        metrics
            .Where(pair => pair.Key.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal))
            .Sum(pair => pair.Value).Should().Be(1);
    }

    /// <summary>Asks until the metric is there: the first value of some comes with the second sample.</summary>
    private static async Task<Dictionary<string, double>> ReadAsync(WebApplication app, string expected)
    {
        using var client = app.Client();
        var text = "";
        await Eventually.TrueAsync(async () =>
        {
            text = await client.GetStringAsync("/metrics");
            return text.Contains($"\n{expected}{{", StringComparison.Ordinal);
        });
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToDictionary(
            line => line[..line.LastIndexOf(' ')],
            line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    private static double Value(Dictionary<string, double> metrics, string name) =>
        metrics.Single(pair => pair.Key.StartsWith(name + "{", StringComparison.Ordinal)).Value;
}
