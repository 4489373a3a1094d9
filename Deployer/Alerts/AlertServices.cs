using Deployer.Flags;
using ServiceDefaults.Asking;
using ServiceDefaults.Settings;

namespace Deployer.Alerts;

internal static class AlertServices
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddAlerts(this WebApplicationBuilder builder)
    {
        builder.AddSettings<AlertOptions>(AlertOptions.Section);
        builder.Services.AddSingleton<IAlerts, AlertmanagerClient>()
            .AddAskingClient(nameof(AlertmanagerClient), MaxAnswerBytes, Timeout);
        return builder;
    }
}
