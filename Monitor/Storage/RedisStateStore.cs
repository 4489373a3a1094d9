using Monitor.Alerting.Storage;
using StackExchange.Redis;

namespace Monitor.Storage;

/// <summary>Hashes in Redis, changed by transactions with conditions: what Redis 7 and Garnet both have.</summary>
internal sealed class RedisStateStore(IConnectionMultiplexer connection) : IStateStore
{
    private const string Prefix = "slipway:monitor:";
    private const string LeadKey = Prefix + "leader";

    // A process leads, not an instance by its name: one that is started again must not take over claims in between.
    private readonly string _id = Guid.NewGuid().ToString("N");

    public Task<bool> LeadAsync(TimeSpan duration, CancellationToken cancellationToken) => RunAsync(async database =>
    {
        if (await database.StringSetAsync(LeadKey, _id, duration, When.NotExists))
        {
            return true;
        }

        var renewal = database.CreateTransaction();
        renewal.AddCondition(Condition.StringEqual(LeadKey, _id));
        _ = renewal.KeyExpireAsync(LeadKey, duration);
        return await renewal.ExecuteAsync();
    }, cancellationToken);

    public Task<bool> ResignAsync(CancellationToken cancellationToken) =>
        RunAsync(database => database.LockReleaseAsync(LeadKey, _id), cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string map, CancellationToken cancellationToken) => RunAsync(
        async database => (IReadOnlyDictionary<string, string>)(await database.HashGetAllAsync(Prefix + map))
            .ToDictionary(entry => entry.Name.ToString(), entry => entry.Value.ToString(), StringComparer.Ordinal),
        cancellationToken);

    public Task<bool> WriteAsync(IReadOnlyCollection<StateChange> changes, bool asLeader, CancellationToken cancellationToken) =>
        RunAsync(
            database =>
            {
                var transaction = database.CreateTransaction();
                if (asLeader)
                {
                    transaction.AddCondition(Condition.StringEqual(LeadKey, _id));
                }

                foreach (var change in changes)
                {
                    Add(transaction, change);
                }

                return transaction.ExecuteAsync();
            },
            cancellationToken);

    private static void Add(ITransaction transaction, StateChange change)
    {
        var key = Prefix + change.Map;
        if (change.Expected is { } expected)
        {
            transaction.AddCondition(Condition.HashEqual(key, change.Field, expected));
        }

        _ = change.Value is null
            ? (Task)transaction.HashDeleteAsync(key, change.Field)
            : transaction.HashSetAsync(key, change.Field, change.Value);
    }

    private async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellationToken)
    {
        try
        {
            return await command(connection.GetDatabase()).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new StateUnavailableException(e.Message, e);
        }
    }
}
