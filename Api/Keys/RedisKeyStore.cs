using StackExchange.Redis;

namespace Api.Keys;

/// <summary>
/// A string with an expiry for each key, and one sorted set of names by the time of setting. No streams and no scripts:
/// Redis 7 and Garnet both serve this.
/// </summary>
internal sealed class RedisKeyStore(IConnectionMultiplexer redis, TimeProvider time) : IKeyStore
{
    private const string Names = "api:recent";
    private const int Remembered = 1000;

    public Task<bool> SetAsync(string key, string value, TimeSpan ttl) => RedisFaults.TranslateAsync(async () =>
    {
        var transaction = redis.GetDatabase().CreateTransaction();
        var existed = transaction.KeyExistsAsync(Place(key));
        _ = transaction.StringSetAsync(Place(key), value, ttl);
        _ = transaction.SortedSetAddAsync(Names, key, time.GetUtcNow().ToUnixTimeMilliseconds());
        _ = transaction.SortedSetRemoveRangeByRankAsync(Names, 0, -Remembered - 1);
        await transaction.ExecuteAsync();
        return !await existed;
    });

    public Task<StoredKey?> GetAsync(string key) => RedisFaults.TranslateAsync(async () =>
    {
        var found = await redis.GetDatabase().StringGetWithExpiryAsync(Place(key));
        return found is { Value.IsNull: false, Expiry: { } left }
            ? new StoredKey(key, found.Value.ToString(), Seconds(left))
            : null;
    });

    public Task<RecentKey[]> RecentAsync(int limit) => RedisFaults.TranslateAsync(async () =>
    {
        var database = redis.GetDatabase();
        var recent = new List<RecentKey>(limit);
        for (var start = 0; start < Remembered && recent.Count < limit; start += limit)
        {
            var page = await database.SortedSetRangeByRankWithScoresAsync(
                Names, start, start + limit - 1, Order.Descending);
            var left = await Task.WhenAll(page.Select(entry => database.KeyTimeToLiveAsync(Place(entry.Element!))));
            recent.AddRange(page.Zip(left).Where(pair => pair.Second is not null).Select(pair => new RecentKey(
                pair.First.Element.ToString(),
                Seconds(pair.Second!.Value),
                DateTimeOffset.FromUnixTimeMilliseconds((long)pair.First.Score))));
            if (page.Length < limit)
            {
                break;
            }
        }

        return recent.Take(limit).ToArray();
    });

    private static RedisKey Place(string? key) => $"api:key:{key}";

    private static int Seconds(TimeSpan left) => (int)Math.Ceiling(left.TotalSeconds);
}
