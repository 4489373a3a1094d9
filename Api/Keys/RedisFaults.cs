using StackExchange.Redis;

namespace Api.Keys;

internal static class RedisFaults
{
    /// <summary>A server that refuses while it loads, or is full, or is a replica, is as good as away.</summary>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException or RedisCommandException)
        {
            throw new StoreUnavailableException(
                "Redis does not answer at the moment; nothing is known to be stored.", e);
        }
    }
}
