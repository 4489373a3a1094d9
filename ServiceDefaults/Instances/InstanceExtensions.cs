using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Instances;

internal static class InstanceExtensions
{
    public static void AddInstance(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<InstanceOptions>(InstanceOptions.Section);
        builder.Services.AddSingleton<IPostConfigureOptions<InstanceOptions>, InstanceDefaults>();
    }
}
