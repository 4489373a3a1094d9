using Deployer.Control;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Deployer.Monitoring;

internal static class MonitoringServices
{
    private const int MaxAnswerBytes = 4 * 1024 * 1024;

    /// <summary>Has the Monitor measure, where its address is configured.</summary>
    public static WebApplicationBuilder AddMonitorMeasurements(this WebApplicationBuilder builder)
    {
        builder.AddSettings<MonitorOptions>(MonitorOptions.Section);
        if (string.IsNullOrEmpty(builder.Configuration[$"{MonitorOptions.Section}:Address"]))
        {
            return builder;
        }

#pragma warning disable EXTEXP0001 // A measurement that failed is inconclusive, and the next one comes in seconds.
        builder.Services.AddHttpClient(nameof(MonitorMeasurements), (services, client) =>
        {
            client.MaxResponseContentBufferSize = MaxAnswerBytes;
            client.Timeout = services.GetRequiredService<IOptions<MonitorOptions>>().Value.Timeout;
        }).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddSingleton<IMeasurements, MonitorMeasurements>();
        return builder;
    }
}
