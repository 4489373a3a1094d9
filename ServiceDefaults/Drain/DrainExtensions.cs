using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Drain;

internal static class DrainExtensions
{
    public static void AddDrain(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<DrainOptions>(DrainOptions.Section);
        builder.Services.AddSingleton<IPostConfigureOptions<DrainOptions>, DrainDefaults>();
        builder.Services.AddSingleton<DrainState>();
        builder.Services.AddSingleton<IStartupFilter, ConnectionClosing>();
        builder.Services.AddHostedService<DrainService>();
        builder.Services.AddOptions<HostOptions>()
            .Configure<IOptions<DrainOptions>>((host, drain) => host.ShutdownTimeout = drain.Value.Timeout);
    }
}
