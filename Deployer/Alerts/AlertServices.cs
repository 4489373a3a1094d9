using Deployer.Flags;
using ServiceDefaults.Settings;

namespace Deployer.Alerts;

internal static class AlertServices
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    public static WebApplicationBuilder AddAlerts(this WebApplicationBuilder builder)
    {
        builder.AddSettings<AlertOptions>(AlertOptions.Section);
#pragma warning disable EXTEXP0001 // The watch asks again itself, and says at once why it could not.
        builder.Services.AddHttpClient(nameof(AlertmanagerClient), client =>
        {
            client.MaxResponseContentBufferSize = MaxAnswerBytes;
            client.Timeout = TimeSpan.FromSeconds(5);
        }).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddSingleton<IAlerts, AlertmanagerClient>();
        return builder;
    }
}
