#if USE_ASPIRE
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace ServiceDefaults.Redis;

internal static class RedisDefaultsExtensions
{
    /// <summary>Aspire's client takes its options from the container; so the same defaults reach it.</summary>
    public static IServiceCollection AddRedisDefaults(this IServiceCollection services) =>
        services.PostConfigureAll<ConfigurationOptions>(options => options.Defaults = new RedisDefaults());
}
#endif
