using Monitor.Alerting.Evaluation;
using Monitor.Scraping;
using ServiceDefaults.Settings;

namespace Monitor.Kube;

internal static class KubeExtensions
{
    /// <summary>Finds pods where a selector says which.</summary>
    public static void AddKube(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<KubeOptions>(KubeOptions.Section);
        if (string.IsNullOrWhiteSpace(builder.Configuration[$"{KubeOptions.Section}:{nameof(KubeOptions.Selector)}"]))
        {
            return;
        }

        builder.Services.AddSingleton<KubeDiscovery>()
            .AddSingleton<ITargetFinder>(services => services.GetRequiredService<KubeDiscovery>())
            .AddHostedService(services => services.GetRequiredService<KubeDiscovery>())
            .AddSingleton<KubeAutoscalers>()
            .AddSingleton<ISampleSource>(services => services.GetRequiredService<KubeAutoscalers>())
            .AddHostedService(services => services.GetRequiredService<KubeAutoscalers>());
    }
}
