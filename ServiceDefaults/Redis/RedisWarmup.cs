using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServiceDefaults.Redis;

/// <summary>Connects in the background, so that neither the start nor the first request waits for it.</summary>
internal sealed class RedisWarmup(IServiceProvider services, ILogger<RedisWarmup> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var connection = services.GetRequiredService<IConnectionMultiplexer>();
            if (!connection.IsConnected)
            {
                Log.NotConnected(logger);
            }
        }
        catch (Exception e)
        {
            // Whoever needs the connection meets the same fault and answers for it; the health check says it.
            Log.ConnectFailed(logger, e);
        }

        return Task.CompletedTask;
    }
}
