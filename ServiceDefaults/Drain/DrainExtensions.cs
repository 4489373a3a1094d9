using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Drain;

internal static class DrainExtensions
{
    public static void AddDrain(this IHostApplicationBuilder builder)
    {
        // When Kestrel stops it wakes whoever waits for the rest of a request's body. A stream goes on waiting; the
        // default, reading JSON straight from the pipe, takes it for a cancellation and answers 500.
        AppContext.SetSwitch("Microsoft.AspNetCore.UseStreamBasedJsonParsing", true);
        builder.AddSettings<DrainOptions>(DrainOptions.Section);
        builder.Services.AddSingleton<IPostConfigureOptions<DrainOptions>, DrainDefaults>();
        builder.Services.AddSingleton<DrainState>();
        builder.Services.AddSingleton<IStartupFilter, ConnectionClosing>();
        builder.Services.AddHostedService<DrainService>();
        // Not by way of the options: the host asks before they have been checked, and would report this fault alone.
        builder.Services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration) =>
        {
            var drain = configuration.GetSection(DrainOptions.Section).Get<DrainOptions>() ?? new DrainOptions();
            host.ShutdownTimeout = drain.Timeout;
        });
    }
}
