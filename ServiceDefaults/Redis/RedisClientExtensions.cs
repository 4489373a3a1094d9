#if !USE_ASPIRE
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands in for the method of the same name in Aspire.StackExchange.Redis.</summary>
public static class RedisClientExtensions
{
    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/> for <c>ConnectionStrings:{connectionName}</c>, with a health
    /// check and traces. The host does not start without the connection string; it starts without the server.
    /// </summary>
    public static void AddRedisClient(this IHostApplicationBuilder builder, string connectionName)
    {
        builder.Services.AddOptions<RedisOptions>()
            .Configure<IConfiguration>((options, configuration) =>
                options.ConnectionString = configuration.GetConnectionString(connectionName) ?? "")
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.ConnectionString),
                $"ConnectionStrings:{connectionName} is missing: it says where Redis is, such as 'localhost:6379'.")
            .Validate(
                options => options.IsParseable(),
                $"ConnectionStrings:{connectionName} is no connection string of StackExchange.Redis.")
            .ValidateOnStart();
        builder.Services.AddSingleton<RedisProfiler>();
        builder.Services.AddSingleton<RedisConnection>();
        builder.Services.AddSingleton(services => services.GetRequiredService<RedisConnection>().Open());
        builder.Services.AddHostedService<RedisWarmup>();
        builder.Services.AddHealthChecks()
            .AddCheck<RedisHealthCheck>("redis", tags: ["ready"], timeout: RedisHealthCheck.Timeout);
    }
}
#endif
