using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Resources;

internal static class ResourceExtensions
{
    public static void AddResourceMetrics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IResourceReader, SystemResourceReader>();
        builder.Services.AddSingleton<ResourceSampler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ResourceSampler>());
        builder.Services.AddHostedService<ResourceMetrics>();
    }
}
