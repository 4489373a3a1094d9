using System.Diagnostics;
using System.Net.Http.Json;
using Tests.EndToEnd;
using Tests.Load;

namespace Benchmarks;

/// <summary>Replaces every stable instance while requests come at a steady rate, whether or not earlier ones are answered.</summary>
internal static class RollingReplacement
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    public static async Task<LoadReport> MeasureAsync(RunningSystem system, int rate)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64 };
        using var client = new HttpClient(handler) { BaseAddress = system.Api.BaseAddress, Timeout = TimeSpan.FromSeconds(10) };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        await using var quiet = new SteadyLoad(rate, SendAsync);
        await Task.Delay(Settled);
        var before = await quiet.StopAsync();

        await system.BuildAsync("api:stable", $"stable {Guid.NewGuid()}");
        await using var load = new SteadyLoad(rate, SendAsync);
        await Task.Delay(Settled);
        var watch = Stopwatch.StartNew();
        var rollout = await system.UntilEndedAsync(await system.CallWebhookAsync("api:stable"), Limit);
        var seconds = watch.Elapsed.TotalSeconds;
        await Task.Delay(Settled);
        var during = await load.StopAsync();
        return new LoadReport(before, during, rollout.GetProperty("phase").GetString()!, seconds);

        // Half of them reads, half of them writes.
        Task<HttpResponseMessage> SendAsync(int number) => number % 2 == 0
            ? client.GetAsync("/")
            : client.PutAsJsonAsync($"/keys/load-{number % 100}", new { value = "x", ttlSeconds = 60 });
    }
}
