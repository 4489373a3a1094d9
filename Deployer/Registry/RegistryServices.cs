using Deployer.Control;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Deployer.Registry;

internal static class RegistryServices
{
    private const int MaxManifest = 4 * 1024 * 1024;

    /// <summary>Asks the registries themselves what a tag means.</summary>
    public static WebApplicationBuilder AddRegistry(this WebApplicationBuilder builder)
    {
        builder.AddSettings<RegistryOptions>(RegistryOptions.Section);
        builder.Services.AddSingleton<IImageRegistry>(Create);
        return builder;
    }

    private static RegistryClient Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<RegistryOptions>>().Value;

        // A client of its own: the state machine tries again by itself, and must not wait for retries in here.
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = options.Timeout,
            MaxResponseContentBufferSize = MaxManifest,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("slipway");
        return new RegistryClient(
            http,
            new RegistryTokens(http, services.GetRequiredService<TimeProvider>()),
            new RegistryHosts(options),
            new DockerConfig(options.DockerConfig));
    }
}
