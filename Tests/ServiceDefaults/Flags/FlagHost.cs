using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.FeatureManagement;

namespace Tests.Flags;

/// <summary>A service with flags.</summary>
internal sealed class FlagHost(WebApplication app) : IAsyncDisposable
{
    public IFeatureManager Features { get; } = app.Services.GetRequiredService<IFeatureManager>();

    public IServiceProvider Services => app.Services;

    public static async Task<FlagHost> StartAsync(string redis, params (string Key, string Value)[] settings)
    {
        var app = Hosts.Build(
            builder =>
            {
                builder.AddRedisClient("redis");
                builder.AddFlags();
            },
            [("ConnectionStrings:redis", redis), .. settings]);
        await app.StartAsync();
        var host = new FlagHost(app);
        await host.SaysAsync("");
        return host;
    }

    public Task<bool> IsOnAsync(string flag) => Features.IsEnabledAsync(flag);

    public Task BecomesAsync(string flag, bool on) => Eventually.TrueAsync(async () => await IsOnAsync(flag) == on);

    /// <summary>Waits until Redis has been asked and readiness says <paramref name="text"/> of the flags.</summary>
    public async Task SaysAsync(string text)
    {
        using var client = app.Client();
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await client.GetAsync("/health/ready");
            var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var said = report.GetProperty("checks").GetProperty("flags").GetString()!;
            return !said.Contains("not read yet", StringComparison.Ordinal) && said.Contains(text, StringComparison.Ordinal);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
