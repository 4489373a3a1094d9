using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Management;

internal static class ManagementExtensions
{
    public static void AddManagement(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<ManagementOptions>(ManagementOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<ManagementOptions>, ManagementValidator>();
        builder.Services.AddSingleton<IStartupFilter, ManagementPort>();
    }
}
