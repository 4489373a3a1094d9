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
        builder.Services.AddSingleton<Scraper>();
        builder.Services.AddHostedService<ScrapeService>();
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
