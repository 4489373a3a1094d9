using Monitor.Scraping;
using ServiceDefaults.Asking;
using ServiceDefaults.Settings;

namespace Monitor.Discovery;

internal static class DiscoveryExtensions
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddDiscovery(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<DiscoveryOptions>(DiscoveryOptions.Section);
        builder.Services.AddSingleton<ITargetFinder, StaticTargets>();
        if (IsElsewhere(builder.Configuration))
        {
            return;
        }

        // Before the check that the options are sound.
        builder.Services.Configure<DiscoveryOptions>(options => options.Address ??= DiscoveryOptions.DefaultAddress);
        builder.Services.AddAskingClient(nameof(HttpDiscovery), MaxAnswerBytes, Timeout);
        builder.Services.AddSingleton<HttpDiscovery>();
        builder.Services.AddSingleton<ITargetFinder>(services => services.GetRequiredService<HttpDiscovery>());
        builder.Services.AddHostedService(services => services.GetRequiredService<HttpDiscovery>());
    }

    /// <summary>Other targets are given, or a sidecar has its own, and no address: then the Deployer is not asked.</summary>
    private static bool IsElsewhere(IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration[$"{DiscoveryOptions.Section}:{nameof(DiscoveryOptions.Address)}"])
        && (configuration.GetSection($"{DiscoveryOptions.Section}:{nameof(DiscoveryOptions.Targets)}").GetChildren().Any()
            || !string.IsNullOrWhiteSpace(configuration[$"{DiscoveryOptions.Section}:Kubernetes:Selector"])
            || (bool.TryParse(configuration["Sidecar:Enabled"], out var isSidecar) && isSidecar));
}
