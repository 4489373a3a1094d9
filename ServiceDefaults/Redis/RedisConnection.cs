using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Instances;
using StackExchange.Redis;

namespace ServiceDefaults.Redis;

/// <summary>Opens the one connection of the process and says when it goes and comes.</summary>
internal sealed class RedisConnection(
    IOptions<RedisOptions> options,
    IOptions<InstanceOptions> instance,
    RedisProfiler profiler,
    ILogger<RedisConnection> logger)
{
    /// <summary>Returns after the connect timeout at the latest, connected or not; it goes on trying.</summary>
    public IConnectionMultiplexer Open()
    {
        var configuration = ConfigurationOptions.Parse(options.Value.ConnectionString);
        configuration.Defaults = new RedisDefaults();
        configuration.ClientName ??= ClientName(instance.Value.Name);
        var connection = ConnectionMultiplexer.Connect(configuration);
        connection.RegisterProfiler(profiler.CurrentSession);
        connection.ConnectionFailed += (_, failure) =>
        {
            if (failure.ConnectionType == ConnectionType.Interactive)
            {
                Log.ConnectionLost(logger, failure.EndPoint?.ToString(), failure.FailureType);
            }
        };
        connection.ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType == ConnectionType.Interactive)
            {
                Log.ConnectionRestored(logger, restored.EndPoint?.ToString());
            }
        };
        return connection;
    }

    /// <summary>Redis refuses client names with spaces or control characters.</summary>
    private static string ClientName(string instance) =>
        string.Concat(instance.Select(c => c is > ' ' and <= '~' ? c : '-'));
}
