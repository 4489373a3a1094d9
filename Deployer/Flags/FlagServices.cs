using ServiceDefaults.Flags;
using ServiceDefaults.Settings;

namespace Deployer.Flags;

internal static class FlagServices
{
    /// <summary>Keeps the flags, and kills those that are to be killed.</summary>
    public static WebApplicationBuilder AddFlagKeeping(this WebApplicationBuilder builder)
    {
        builder.AddFlags();
        builder.Services.Configure<FlagOptions>(options => options.RestoreLost = true);
        builder.AddSettings<KillOptions>(KillOptions.Section);
        builder.Services.AddHostedService<KillWatch>();
        return builder;
    }
}
