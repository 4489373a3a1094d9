using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tests.Scraping;

namespace Tests.Measurements;

public sealed class MeasurementEndpointsTests : IAsyncLifetime
{
    private int _requests = 10;
    private FakeInstance _instance = null!;
    private FakeInstance _deployer = null!;

    public async Task InitializeAsync()
    {
        _instance = await FakeInstance.StartAsync();
        _deployer = await FakeInstance.StartAsync();
        _instance.Answer = context => context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            http_server_request_duration_seconds_bucket{http_response_status_code="200",le="0.1"} {{_requests}}
            http_server_request_duration_seconds_bucket{http_response_status_code="200",le="+Inf"} {{_requests}}
            http_server_request_duration_seconds_count{http_response_status_code="200"} {{_requests}}

            """));
        _deployer.Answer = context => context.Response.WriteAsJsonAsync(new[] { Group(_instance.HostAndPort, "api-canary-1") });
    }

    public async Task DisposeAsync()
    {
        await _instance.DisposeAsync();
        await _deployer.DisposeAsync();
    }

    [Fact]
    public async Task Get_RequestsSinceTheLastLook_AreLookedUpFreshAndCounted()
    {
        await using var monitor = Host();
        using var client = monitor.CreateClient();
        await Eventually.TrueAsync(async () => (await GetAsync(client)).GetProperty("instances").GetInt32() == 1);

        _requests = 110;
        var measured = await GetAsync(client);

        measured.GetProperty("requests").GetDouble().Should().Be(100);
        measured.GetProperty("requestsPerSecond").GetDouble().Should().BeApproximately(100 / 60.0, 0.001);
        measured.GetProperty("serverErrorRatio").GetDouble().Should().Be(0);
        var latency = measured.GetProperty("latency");
        latency.GetProperty("bounds").EnumerateArray().Select(bound => bound.GetDouble()).Should().Equal(0.1);
        latency.GetProperty("counts").EnumerateArray().Select(count => count.GetDouble()).Should().Equal(100, 100);
        latency.GetProperty("p95").GetDouble().Should().BeApproximately(0.095, 1e-9);
    }

    [Theory]
    [InlineData("service=api&track=stable")]
    [InlineData("service=api&track=canary&digest=sha256:cd")]
    public async Task Get_NoSuchInstances_IsAMeasurementOfNone(string query)
    {
        await using var monitor = Host();
        using var client = monitor.CreateClient();

        var measured = await client.GetFromJsonAsync<JsonElement>($"/api/measurements?{query}");

        measured.GetProperty("instances").GetInt32().Should().Be(0);
        measured.GetProperty("requests").GetDouble().Should().Be(0);
    }

    [Fact]
    public async Task Get_EverythingWrong_NamesEveryFault()
    {
        await using var monitor = Host();
        using var client = monitor.CreateClient();

        var answer = await client.GetAsync("/api/measurements?window=5y");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(fault => fault.Name).Should().BeEquivalentTo("service", "track", "window");
        errors.GetProperty("window")[0].GetString().Should().Be("'5y' is no length of time from 1s to 900s; '60s' would be one.");
    }

    [Fact]
    public async Task Get_NobodyInParticular_IsRefused()
    {
        await using var monitor = Host();
        using var client = monitor.CreateClient();
        client.DefaultRequestHeaders.Authorization = null;

        (await client.GetAsync("/api/measurements?service=api&track=canary")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    // So seldom that what is fresh was looked up for the measurement, which may wait for it.
    private MonitorHost Host() => new(
        ("services:deployer:http:0", $"http://{_deployer.HostAndPort}"), ("Measurements:MaxAge", "00:00:00"),
        ("Scrape:Interval", "00:01:00"), ("Scrape:Timeout", "00:00:30"));

    private static Task<JsonElement> GetAsync(HttpClient client) =>
        client.GetFromJsonAsync<JsonElement>("/api/measurements?service=api&track=canary&digest=sha256:ab&window=60s");

    private static object Group(string address, string instance) => new
    {
        targets = new[] { address },
        labels = new Dictionary<string, string>
        {
            ["service"] = "api",
            ["track"] = "canary",
            ["instance"] = instance,
            ["digest"] = "sha256:ab",
        },
    };
}
