using System.Text.Json;
using Deployer.Control;
using Deployer.Control.Json;
using Deployer.Rollouts;
using StackExchange.Redis;

namespace Deployer.History;

/// <summary>
/// Rollouts in Redis: a sorted set of ids by the time of the request, a hash of documents, and a hash that leads from every
/// request to its rollout. Only commands that Redis 7 and Garnet both have.
/// </summary>
internal sealed class RedisRolloutHistory(IConnectionMultiplexer redis) : IRolloutHistory
{
    /// <summary>How many rollouts are remembered.</summary>
    internal const int Capacity = 1000;

    private static readonly RedisKey Order = "slipway:rollouts";
    private static readonly RedisKey Documents = "slipway:rollouts:documents";
    private static readonly RedisKey Requests = "slipway:rollouts:requests";

    public Task RecordAsync(Rollout rollout, CancellationToken cancellationToken) => AskAsync(async database =>
    {
        var batch = database.CreateTransaction();
        var writes = new List<Task>
        {
            batch.HashSetAsync(Documents, rollout.Id, JsonSerializer.Serialize(rollout, RecordJson.Default.Rollout)),
            batch.HashSetAsync(Requests, [.. rollout.Requests.Select(id => new HashEntry(id, rollout.Id))]),
            batch.SortedSetAddAsync(Order, rollout.Id, rollout.RequestedAt.ToUnixTimeMilliseconds()),
        };
        await batch.ExecuteAsync();
        await Task.WhenAll(writes);
        await TrimAsync(database);
        return true;
    });

    public Task<IReadOnlyList<Rollout>> ListAsync(int limit, CancellationToken cancellationToken) => AskAsync(async database =>
    {
        var ids = await database.SortedSetRangeByRankAsync(Order, 0, limit - 1, StackExchange.Redis.Order.Descending);
        return await LoadAsync(database, ids);
    });

    public Task<Rollout?> FindAsync(string id, CancellationToken cancellationToken) => AskAsync(async database =>
    {
        var rollout = await database.HashGetAsync(Requests, id);
        return rollout.IsNull ? null : (await LoadAsync(database, [rollout])).SingleOrDefault();
    });

    private static async Task<IReadOnlyList<Rollout>> LoadAsync(IDatabase database, RedisValue[] ids)
    {
        var documents = ids.Length == 0 ? [] : await database.HashGetAsync(Documents, ids);
        return
        [
            .. documents.Where(document => !document.IsNull)
                .Select(document => JsonSerializer.Deserialize(document.ToString(), RecordJson.Default.Rollout)!),
        ];
    }

    private static async Task TrimAsync(IDatabase database)
    {
        var old = await database.SortedSetRangeByRankAsync(Order, 0, -(Capacity + 1));
        if (old.Length == 0)
        {
            return;
        }

        var requests = (await LoadAsync(database, old)).SelectMany(rollout => rollout.Requests);
        await database.HashDeleteAsync(Requests, [.. requests.Select(id => (RedisValue)id)]);
        await database.HashDeleteAsync(Documents, old);
        await database.SortedSetRemoveAsync(Order, old);
    }

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        try
        {
            return await ask(redis.GetDatabase());
        }
        catch (Exception exception) when (exception is RedisException or RedisTimeoutException)
        {
            throw new HistoryUnavailableException("Redis does not answer, so past rollouts are not known now", exception);
        }
    }
}
