using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tests;

/// <summary>A service of nothing but the defaults, on a real server.</summary>
internal static class Hosts
{
    public static WebApplication Build(
        Action<WebApplicationBuilder>? configure = null, params (string Key, string Value)[] settings) =>
        Build("Production", configure, settings);

    public static WebApplication Build(
        string environment, Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "Api", EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        configure?.Invoke(builder);
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseRouting();
        app.MapDefaultEndpoints();
        return app;
    }

    public static HttpClient Client(this WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };
}
