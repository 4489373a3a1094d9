using Deployer.Control;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Deployer.Prometheus;

internal static class PrometheusServices
{
    private const int MaxAnswerBytes = 4 * 1024 * 1024;

    /// <summary>Has a Prometheus server measure, where its address is configured, in place of whatever else does.</summary>
    public static WebApplicationBuilder AddPrometheusMeasurements(this WebApplicationBuilder builder)
    {
        builder.AddSettings<PrometheusOptions>(PrometheusOptions.Section);
        if (string.IsNullOrEmpty(builder.Configuration[$"{PrometheusOptions.Section}:Address"]))
        {
            return builder;
        }

#pragma warning disable EXTEXP0001 // A measurement that failed is inconclusive, and the next one comes in seconds.
        builder.Services.AddHttpClient(nameof(PrometheusMeasurements), (services, client) =>
        {
            client.MaxResponseContentBufferSize = MaxAnswerBytes;
            client.Timeout = services.GetRequiredService<IOptions<PrometheusOptions>>().Value.Timeout;
        }).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddSingleton<IMeasurements, PrometheusMeasurements>();
        return builder;
    }
}
