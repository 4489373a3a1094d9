using System.Diagnostics;
using Tests.EndToEnd;

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

        using var quiet = new SteadyLoad(client, rate);
        await Task.Delay(Settled);
        var before = await quiet.StopAsync();

        await system.BuildAsync("api:stable", $"stable {Guid.NewGuid()}");
        using var load = new SteadyLoad(client, rate);
        await Task.Delay(Settled);
        var watch = Stopwatch.StartNew();
        var rollout = await system.UntilEndedAsync(await system.CallWebhookAsync("api:stable"), Limit);
        var seconds = watch.Elapsed.TotalSeconds;
        await Task.Delay(Settled);
        var during = await load.StopAsync();
        return new LoadReport(before, during, rollout.GetProperty("phase").GetString()!, seconds);
    }
}
