using Deployer.Control;
using Microsoft.Extensions.Options;
using ServiceDefaults.Asking;
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

        builder.Services.AddSingleton<IMeasurements, PrometheusMeasurements>().AddAskingClient(
            nameof(PrometheusMeasurements),
            MaxAnswerBytes,
            services => services.GetRequiredService<IOptions<PrometheusOptions>>().Value.Timeout);
        return builder;
    }
}
