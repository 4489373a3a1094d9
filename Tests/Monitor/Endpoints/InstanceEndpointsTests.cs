using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tests.Scraping;

namespace Tests.Endpoints;

public sealed class InstanceEndpointsTests : IAsyncLifetime
{
    private const string Metrics = """
        # TYPE slipway_cpu_utilization_ratio gauge
        slipway_cpu_utilization_ratio{otel_scope_name="Slipway"} 0.4256
        slipway_cpu_limit_cores{otel_scope_name="Slipway"} 1.5
        slipway_memory_available_bytes{otel_scope_name="Slipway"} 104857600
        slipway_memory_limit_bytes{otel_scope_name="Slipway"} 536870912
        """;

    private FakeInstance _instance = null!;
    private FakeInstance _deployer = null!;

    public async Task InitializeAsync()
    {
        _instance = await FakeInstance.StartAsync();
        _deployer = await FakeInstance.StartAsync();
        _instance.Answer = FakeInstance.Say(Metrics);
        _deployer.Answer = context => context.Request.Path == "/sd/targets"
            ? context.Response.WriteAsJsonAsync(new[]
            {
                Group("127.0.0.1:1", "stable", "api-stable-2"),
                Group(_instance.HostAndPort, "stable", "api-<b>1"),
                Group(_instance.HostAndPort, "canary", "api-canary-9"),
            })
            : Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _instance.DisposeAsync();
        await _deployer.DisposeAsync();
    }

    [Fact]
    public async Task Instances_DeployerListsThem_AreThereSortedWithCpuAndMemory()
    {
        await using var monitor = Host();
        using var client = monitor.CreateClient();

        var list = await ScrapedAsync(client);

        var instances = list.GetProperty("instances").EnumerateArray().ToArray();
        instances.Select(instance => instance.GetProperty("instance").GetString())
            .Should().Equal("api-canary-9", "api-<b>1", "api-stable-2");
        var canary = instances[0];
        canary.GetProperty("up").GetBoolean().Should().BeTrue();
        canary.GetProperty("cpuRatio").GetDouble().Should().Be(0.4256);
        canary.GetProperty("cpuPercent").GetDouble().Should().Be(42.6);
        canary.GetProperty("cpuLimitCores").GetDouble().Should().Be(1.5);
        canary.GetProperty("memoryAvailableBytes").GetInt64().Should().Be(104857600);
        canary.GetProperty("memoryLimitBytes").GetInt64().Should().Be(536870912);
        canary.GetProperty("digest").GetString().Should().Be("sha256:ab");
        var down = instances[2];
        down.GetProperty("up").GetBoolean().Should().BeFalse();
        down.GetProperty("error").GetString().Should().Contain("refused");
        down.GetProperty("cpuRatio").ValueKind.Should().Be(JsonValueKind.Null);
        list.GetProperty("discoveryError").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Page_ForPeople_ShowsTheSameAndEscapes()
    {
        await using var monitor = Host();
        using var client = monitor.CreateClient();
        var page = "";

        await Eventually.TrueAsync(async () =>
        {
            using var answer = await client.GetAsync("/");
            answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
            page = await answer.Content.ReadAsStringAsync();
            return page.Contains("3 watched, 2 up", StringComparison.Ordinal);
        });

        page.Should().Contain("api-&lt;b&gt;1").And.Contain("43 % of 1.5").And.Contain("100 of 512 MiB")
            .And.Contain("http-equiv=\"refresh\"").And.NotContain("<b>");
    }

    [Fact]
    public async Task Instances_DeployerGoes_KeepsTheLastKnownAndSaysSo()
    {
        await using var monitor = Host();
        using var client = monitor.CreateClient();
        await ScrapedAsync(client);

        _deployer.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };

        await Eventually.TrueAsync(async () =>
            (await ListAsync(client)).GetProperty("discoveryError").ValueKind == JsonValueKind.String);
        (await ListAsync(client)).GetProperty("instances").GetArrayLength().Should().Be(3);
        (await client.GetStringAsync("/")).Should().Contain("Discovery failed, these are the last known instances");
    }

    [Fact]
    public async Task Instances_NoDeployer_IsReadyAndSaysWhyItHasNone()
    {
        await using var monitor = new MonitorHost(("services:deployer:http:0", "http://127.0.0.1:1"));
        using var client = monitor.CreateClient();

        await Eventually.TrueAsync(async () =>
            (await ListAsync(client)).GetProperty("discoveryError").ValueKind == JsonValueKind.String);

        await Eventually.TrueAsync(async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Category", "EndToEnd")]
    public async Task Start_OptionsThatContradict_SaysEveryFaultInALineAndFails()
    {
        using var monitor = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Monitor.dll"),
                "--Scrape:Timeout=00:00:10", "--Scrape:MaxSeries=1", "--Discovery:Interval=00:00:00",
            },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;

        var lines = (await monitor.StandardError.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await monitor.WaitForExitAsync();

        monitor.ExitCode.Should().Be(1);
        lines.Should().SatisfyRespectively(
            line => line.Should().StartWith("error: Access: nobody could ask."),
            line => line.Should().StartWith("error: Discovery:Interval = '00:00:00'"),
            line => line.Should().StartWith("error: Scrape:MaxSeries = '1'"),
            line => line.Should().StartWith("error: Scrape:Timeout = '00:00:10', Scrape:Interval = '00:00:02'"));
    }

    private MonitorHost Host() => new(
        ("services:deployer:http:0", "http://" + _deployer.HostAndPort),
        ("Scrape:Interval", "00:00:01"), ("Scrape:Timeout", "00:00:01"), ("Discovery:Interval", "00:00:01"));

    private static object Group(string target, string track, string instance) => new
    {
        targets = new[] { target },
        labels = new { service = "api", track, instance, image = "api:" + track, digest = "sha256:ab", version = "1" },
    };

    private static Task<JsonElement> ListAsync(HttpClient client) =>
        client.GetFromJsonAsync<JsonElement>("/api/instances");

    private static async Task<JsonElement> ScrapedAsync(HttpClient client)
    {
        JsonElement list = default;
        await Eventually.TrueAsync(async () =>
        {
            list = await ListAsync(client);
            // On a slow machine an answer may take longer than the second it has; the next one comes in time.
            var up = list.GetProperty("instances").EnumerateArray().Select(instance => instance.GetProperty("up").ValueKind).ToArray();
            return up.Count(kind => kind == JsonValueKind.True) == 2 && up.Count(kind => kind == JsonValueKind.False) == 1;
        });
        return list;
    }
}
