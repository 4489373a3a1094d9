using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using ServiceDefaults.Drain;
using ServiceDefaults.Health;
using ServiceDefaults.Instances;
using ServiceDefaults.Lifetime;
using ServiceDefaults.Management;
#if USE_ASPIRE
using ServiceDefaults.Redis;
#endif
using ServiceDefaults.Resources;
using ServiceDefaults.Telemetry;

// The namespace of IHostApplicationBuilder, as Aspire's own defaults have it: no service needs a using for them.
namespace Microsoft.Extensions.Hosting;

/// <summary>The two calls that every service makes in its Program.cs.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>What every process of the system has: telemetry, health, drain, discovery, resilience.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddInstance();
        builder.AddLoggingDefaults();
        builder.AddTelemetry();
        builder.AddResourceMetrics();
        builder.AddHealth();
        builder.AddManagement();
        builder.AddDrain();
        builder.AddOrphanGuard();
#if USE_ASPIRE
        builder.Services.AddRedisDefaults();
#endif
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // Sent twice, a POST may act twice; who sends one decides for itself.
            http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        // Here and not when the host starts: what follows reads some sections, and would report the first fault alone.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }
}
