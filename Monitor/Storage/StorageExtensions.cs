using Monitor.Alerting.Storage;

namespace Monitor.Storage;

internal static class StorageExtensions
{
    private const string ConnectionName = "redis";

    /// <summary>Redis where it is given; otherwise memory, which a restart forgets.</summary>
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[$"ConnectionStrings:{ConnectionName}"]))
        {
            builder.Services.AddSingleton<IStateStore, MemoryStateStore>();
            return;
        }

        builder.AddRedisClient(ConnectionName);
        builder.Services.AddSingleton<IStateStore, RedisStateStore>();
    }
}
