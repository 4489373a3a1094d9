using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Benchmarks;

/// <summary>Many targets behind one port, listed as Prometheus' HTTP service discovery, each with a CPU that can be turned up.</summary>
internal sealed class SimulatedTargets : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly byte[] _series;
    private readonly ConcurrentDictionary<string, bool> _high = new();
    private long _scrapes;

    private SimulatedTargets(int count, int series)
    {
        _series = Series(series);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context => context.Request.Path == "/sd" ? ListAsync(context, count) : ScrapeAsync(context));
    }

    public string Authority => new Uri(_app.Urls.First()).Authority;

    public long Scrapes => Interlocked.Read(ref _scrapes);

    /// <param name="series">Of each target, with <c>slipway_cpu_utilization_ratio</c> and <c>slipway_memory_available_bytes</c> among them.</param>
    public static async Task<SimulatedTargets> StartAsync(int count, int series)
    {
        var targets = new SimulatedTargets(count, series);
        await targets._app.StartAsync();
        return targets;
    }

    public static string Name(int target) => string.Create(CultureInfo.InvariantCulture, $"target-{target}");

    public void TurnUp(int target) => _high[Name(target)] = true;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task ListAsync(HttpContext context, int count)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, Enumerable.Range(0, count).Select(target => new
        {
            targets = new[] { Authority },
            labels = new Dictionary<string, string>
            {
                ["instance"] = Name(target),
                ["service"] = "simulated",
                ["track"] = "stable",
                ["__metrics_path__"] = $"/{Name(target)}",
            },
        }));
    }

    private async Task ScrapeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _scrapes);
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        var cpu = _high.ContainsKey(context.Request.Path.Value![1..]) ? 0.95 : 0.2;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"slipway_cpu_utilization_ratio {cpu}\nslipway_memory_available_bytes 400000000\n")));
        await context.Response.Body.WriteAsync(_series);
    }

    private static byte[] Series(int count)
    {
        var text = new StringBuilder();
        for (var series = 2; series < count; series++)
        {
            text.Append(CultureInfo.InvariantCulture, $"http_server_request_duration_seconds_bucket{{http_route=\"/keys/{series % 5}\",code=\"200\",le=\"{series}\"}} {series * 17}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
