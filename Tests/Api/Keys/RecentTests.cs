using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tests.Redis;

namespace Tests.Keys;

/// <summary>Each test on a server of its own: what is recent depends on everything else that was set.</summary>
public sealed class RecentTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly RedisServer _redis = new();
    private readonly ApiHost _host;
    private HttpClient _api = null!;

    public RecentTests() => _host = new ApiHost(_redis.ConnectionString, _time);

    public async Task InitializeAsync() => _api = await _host.ReadyClientAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _host.Dispose();
        _redis.Dispose();
    }

    [Fact]
    public async Task Recent_ExpiredAndSetAgain_ListsLivingKeysNewestFirstOnce()
    {
        foreach (var (key, ttl) in new[] { ("r1", 900), ("r2", 1), ("r3", 900), ("r1", 900) })
        {
            Later(TimeSpan.FromDays(1));
            await _api.PutAsJsonAsync($"/keys/{key}", new { value = "x", ttlSeconds = ttl });
        }

        await Eventually.TrueAsync(async () =>
            (await RecentAsync("?limit=100")).SequenceEqual(["r1", "r3"]));
        (await RecentAsync("?limit=1")).Should().Equal("r1");
    }

    [Fact]
    public async Task Recent_NewestHasExpired_FillsTheLimitWithOlderOnes()
    {
        foreach (var (key, ttl) in new[] { ("old", 900), ("gone", 1) })
        {
            Later(TimeSpan.FromDays(100));
            await _api.PutAsJsonAsync($"/keys/{key}", new { value = "x", ttlSeconds = ttl });
        }

        await Eventually.TrueAsync(async () => (await RecentAsync("?limit=1")).SequenceEqual(["old"]));
    }

    /// <summary>Without its timers: a hundred days of ticks take a while, even faked.</summary>
    private void Later(TimeSpan by) => _time.AdjustTime(_time.GetUtcNow() + by);

    private async Task<string[]> RecentAsync(string query)
    {
        var recent = await _api.GetFromJsonAsync<JsonElement[]>($"/keys{query}");
        return [.. recent!.Select(key => key.GetProperty("key").GetString()!)];
    }
}
