using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ServiceDefaults.Instances;

namespace ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<BuildInfoMetric>().AddHostedService<ProcessStartMetric>();
        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddRequestDurations()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(Names.AnyMeter, Names.ContainerMeter)
            .AddPrometheusExporter());
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) =>
            metrics.ConfigureResource(resource => Describe(resource, services)));

        // Spans and log records that nobody receives cost time and tell nothing.
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        telemetry.WithTracing(tracing => tracing
            .AddSource(Names.AnyMeter, builder.Environment.ApplicationName)
            .AddAspNetCoreInstrumentation(options => options.Filter = IsWorthTracing)
            .AddHttpClientInstrumentation());
        builder.Services.ConfigureOpenTelemetryTracerProvider((services, tracing) =>
            tracing.ConfigureResource(resource => Describe(resource, services)));
        telemetry.UseOtlpExporter();
    }

    public static void MapMetrics(this WebApplication app) =>
        app.MapPrometheusScrapingEndpoint("/metrics").DisableHttpMetrics();

    private static bool IsWorthTracing(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);

    private static void Describe(ResourceBuilder resource, IServiceProvider services)
    {
        var instance = services.GetRequiredService<IOptions<InstanceOptions>>().Value;
        resource.AddService(instance.Service, serviceVersion: instance.Version, serviceInstanceId: instance.Name);
        resource.AddAttributes([new("slipway.track", instance.Track), new("slipway.image", instance.Image)]);
    }
}
