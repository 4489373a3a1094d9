using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.EndToEnd;

namespace Benchmarks;

/// <summary>From the webhook's first byte to the first answer of the new canary through the one address.</summary>
internal static class CanaryLatency
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Seconds.</summary>
    public static async Task<double> MeasureAsync(RunningSystem system, bool warmUp)
    {
        var digest = await system.BuildAsync("api:canary", $"canary {Guid.NewGuid()} {warmUp}");
        var watch = Stopwatch.StartNew();
        var rollout = await system.CallWebhookAsync("api:canary");
        await system.UntilAsync(Limit, "the new canary answers", async () =>
        {
            var answer = await system.Api.GetFromJsonAsync<JsonElement>("/");
            return answer.GetProperty("digest").GetString() == digest.ToString();
        });
        var seconds = watch.Elapsed.TotalSeconds;
        await system.UntilEndedAsync(rollout, Limit);
        return seconds;
    }
}
