using Deployer.Control;
using Microsoft.Extensions.Options;
using ServiceDefaults.Asking;
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

        builder.Services.AddSingleton<IMeasurements, MonitorMeasurements>().AddAskingClient(
            nameof(MonitorMeasurements),
            MaxAnswerBytes,
            services => services.GetRequiredService<IOptions<MonitorOptions>>().Value.Timeout);
        return builder;
    }
}
