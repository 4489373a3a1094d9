using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Lifetime;

internal static class LifetimeExtensions
{
    public static void AddOrphanGuard(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<ParentOptions>(ParentOptions.Section);
        builder.Services.AddSingleton<IProcessTable, SystemProcessTable>();
        builder.Services.AddHostedService<OrphanGuard>();
    }
}
