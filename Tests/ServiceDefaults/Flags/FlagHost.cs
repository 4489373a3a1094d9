using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.FeatureManagement;
using ServiceDefaults.Flags.Following;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;

namespace Tests.Flags;

/// <summary>A service with flags.</summary>
internal sealed class FlagHost(WebApplication app) : IAsyncDisposable
{
    public IFeatureManager Features { get; } = app.Services.GetRequiredService<IFeatureManager>();

    public IVariantFeatureManager Variants { get; } = app.Services.GetRequiredService<IVariantFeatureManager>();

    /// <summary>Returns once it follows Redis: from then on no announcement is missed.</summary>
    public static Task<FlagHost> StartAsync(string redis, params (string Key, string Value)[] settings) =>
        StartAsync(redis, _ => { }, settings);

    /// <param name="map">Adds endpoints.</param>
    public static async Task<FlagHost> StartAsync(
        string redis, Action<WebApplication> map, params (string Key, string Value)[] settings)
    {
        var host = await StartWithoutRedisAsync(redis, map, settings);
        await Eventually.TrueAsync(() => host.Follows);
        return host;
    }

    /// <summary>Returns whether or not Redis is reached.</summary>
    public static Task<FlagHost> StartWithoutRedisAsync(string redis, params (string Key, string Value)[] settings) =>
        StartWithoutRedisAsync(redis, _ => { }, settings);

    public HttpClient Client() => app.Client();

    public Task<bool> IsOnAsync(string flag) => Features.IsEnabledAsync(flag);

    public Task BecomesAsync(string flag, bool on) => Eventually.TrueAsync(async () => await IsOnAsync(flag) == on);

    /// <summary>Waits until readiness says <paramref name="text"/> of the flags.</summary>
    public async Task SaysAsync(string text)
    {
        using var client = app.Client();
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await client.GetAsync("/health/ready");
            var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return report.GetProperty("checks").GetProperty("flags").GetString()!.Contains(text, StringComparison.Ordinal);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private bool Follows => app.Services.GetRequiredService<FlagReading>().Status.Source is FlagSource.Redis
        && app.Services.GetRequiredService<IConnectionMultiplexer>().GetSubscriber().IsConnected(FlagKeys.Changed);

    private static async Task<FlagHost> StartWithoutRedisAsync(
        string redis, Action<WebApplication> map, (string Key, string Value)[] settings)
    {
        var app = Hosts.Build(
            builder =>
            {
                builder.AddRedisClient("redis");
                builder.AddFlags();
            },
            // Nobody has to be told to go elsewhere before one of these ends.
            [("ConnectionStrings:redis", redis), ("Drain:Delay", "00:00:00"), .. settings]);
        map(app);
        await app.StartAsync();
        return new FlagHost(app);
    }
}
