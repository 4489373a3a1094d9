using System.Net;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Monitor.Scraping;

internal static class ScrapingExtensions
{
    public static void AddScraping(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<ScrapeOptions>(ScrapeOptions.Section);
        builder.Services.AddSingleton(services => new ScrapeClient(
            Plain(),
            services.GetRequiredService<IOptions<ScrapeOptions>>(),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ITargetSource, CombinedTargets>();
        builder.Services.AddSingleton<InstanceBoard>();
        builder.Services.AddSingleton<ScrapingMetrics>();
        builder.Services.AddSingleton<Scraper>();
        builder.Services.AddSingleton<ScrapeService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ScrapeService>());
        builder.Services.AddHealthChecks().AddCheck<ScrapingHealthCheck>("scraping", tags: ["ready"]);
    }

    private static HttpMessageInvoker Plain() => new(new SocketsHttpHandler
    {
        // Nobody follows a scrape by its span or its meter.
        ActivityHeadersPropagator = null,
        MeterFactory = new UnheardMeters(),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
        UseProxy = false,
    });
}
