using System.Security.Cryptography;
using System.Text.Json;
using ServiceDefaults.Flags.Definitions;
using StackExchange.Redis;

namespace ServiceDefaults.Flags.Storage;

/// <summary>
/// Flags in Redis. Every change is one transaction (watch the version; write the flag, the version, the history; announce
/// it), so that two who change at once change one after the other, and nobody sees a half of it.
/// </summary>
public sealed class FlagStore(IConnectionMultiplexer redis, TimeProvider time)
{
    /// <summary>How many flags there can be; every instance holds all of them.</summary>
    public const int MaxFlags = 500;

    /// <summary>How many changes of one flag are remembered.</summary>
    public const int MaxHistory = 100;

    /// <summary>How many changes of all flags together are remembered.</summary>
    public const int MaxHistoryOfAll = 1000;

    // Each round is lost only to somebody else's change, which is then made.
    private const int MaxRounds = 50;

    /// <exception cref="FlagStoreUnavailableException">Redis is away.</exception>
    public Task<StoredFlag?> FindAsync(string id) => AskAsync(async database => (await ReadAsync(database, id)).Flag);

    /// <summary>All flags, by id. One whose document is not valid is listed as disabled, with the fault as its why.</summary>
    /// <exception cref="FlagStoreUnavailableException">Redis is away.</exception>
    public async Task<IReadOnlyList<StoredFlag>> ListAsync()
    {
        var table = await AskAsync(ReadTableAsync);
        return
        [
            .. table.Documents.Select(document => Valid(document.Key, document.Value))
                .OrderBy(flag => flag.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The newest first.</summary>
    /// <param name="id">Of the flag; null for those of all flags.</param>
    /// <exception cref="FlagStoreUnavailableException">Redis is away.</exception>
    public Task<IReadOnlyList<FlagChange>> HistoryAsync(string? id, int limit) => AskAsync(async database =>
    {
        var key = id is null ? FlagKeys.History : FlagKeys.HistoryOf(id);
        var changes = await database.ListRangeAsync(key, 0, limit - 1);
        return (IReadOnlyList<FlagChange>)
            [.. changes.Select(change => JsonSerializer.Deserialize(change.ToString(), FlagJson.Default.FlagChange)!)];
    });

    /// <summary>Makes the change if the flag is what it is taken for. It is acknowledged once it is in Redis.</summary>
    /// <exception cref="FlagStoreUnavailableException">Redis is away: whether it was made is not known.</exception>
    public Task<FlagOutcome> ChangeAsync(FlagEdit edit) => AskAsync(async database =>
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var (before, flag) = await ReadAsync(database, edit.Id);
            if (!edit.Expected.Holds(flag?.Version))
            {
                return new FlagOutcome(FlagOutcomeKind.Conflict, flag);
            }

            if (edit.Definition is null && flag is null)
            {
                return new FlagOutcome(FlagOutcomeKind.Missing, null);
            }

            if (flag is null && await database.HashLengthAsync(FlagKeys.Flags) > MaxFlags)
            {
                return new FlagOutcome(FlagOutcomeKind.Full, null);
            }

            var version = Next(before);
            var after = edit.Definition is { } definition ? Written(edit, definition, flag, version) : null;
            if (await CommitAsync(database, edit, before, flag, version, after))
            {
                return new FlagOutcome(FlagOutcomeKind.Done, after);
            }
        }

        throw new FlagStoreUnavailableException($"Flag '{edit.Id}' was not changed: too many others change flags now.", null);
    });

    /// <summary>Which service has evaluated which flag, and when last.</summary>
    /// <exception cref="FlagStoreUnavailableException">Redis is away.</exception>
    public Task<IReadOnlyList<FlagEvaluated>> EvaluatedAsync() => AskAsync(EvaluatedFlags.ReadAsync);

    /// <summary>Writes down when flags were last evaluated.</summary>
    /// <exception cref="FlagStoreUnavailableException">Redis is away.</exception>
    internal Task ReportAsync(IReadOnlyList<FlagEvaluated> evaluated) =>
        AskAsync(database => EvaluatedFlags.WriteAsync(database, evaluated));

    /// <summary>Forgets what was last evaluated so long ago that nobody asks for it any more; how many that were.</summary>
    /// <exception cref="FlagStoreUnavailableException">Redis is away.</exception>
    internal Task<int> ForgetAsync() =>
        AskAsync(database => EvaluatedFlags.ForgetAsync(database, time.GetUtcNow() - EvaluatedFlags.Kept));

    /// <summary>Puts back what Redis has lost; whether it did, for another may have been first.</summary>
    /// <exception cref="FlagStoreUnavailableException">Redis is away.</exception>
    internal Task<bool> RestoreAsync(string version, IReadOnlyDictionary<string, string> documents, string by) =>
        AskAsync(async database =>
        {
            var now = Next(version);
            var change = new FlagChange(
                "*", now.ToString(), now.ChangedAt, by, "Redis had lost its flags", FlagChangeKind.Restore, null, null);
            var transaction = database.CreateTransaction();
            transaction.AddCondition(Condition.HashNotExists(FlagKeys.Flags, FlagKeys.Version));
            Task[] writes =
            [
                transaction.HashSetAsync(FlagKeys.Flags,
                [
                    .. documents.Select(document => new HashEntry(FlagKeys.FieldOf(document.Key), document.Value)),
                    new HashEntry(FlagKeys.Version, now.ToString()),
                ]),
                transaction.ListLeftPushAsync(
                    FlagKeys.History, JsonSerializer.Serialize(change, FlagJson.Default.FlagChange)),
                transaction.PublishAsync(FlagKeys.Changed, new FlagAnnouncement(now, Step: null).ToMessage()),
            ];
            return await ExecuteAsync(transaction, writes);
        });

    internal static async Task<FlagTable> ReadTableAsync(IDatabase database)
    {
        var entries = await database.HashGetAllAsync(FlagKeys.Flags);
        string? version = null;
        var documents = new Dictionary<string, string>(entries.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (entry.Name == FlagKeys.Version)
            {
                version = entry.Value;
            }
            else
            {
                documents[entry.Name.ToString()] = entry.Value.ToString();
            }
        }

        return new FlagTable(version, documents);
    }

    /// <exception cref="JsonException">It is no document of a flag.</exception>
    internal static StoredFlag ParseFlag(string document) =>
        JsonSerializer.Deserialize(document, FlagJson.Default.StoredFlag)
            is { Version: not null, Definition.ValueKind: not JsonValueKind.Undefined } flag
                ? flag
                : throw new JsonException("A flag's document has a definition and a version.");

    // Written past this class, it can still be seen, overwritten and deleted.
    private static StoredFlag Valid(string id, string document)
    {
        try
        {
            var flag = ParseFlag(document);
            return FlagRules.Check(id, flag.Definition) is { Count: > 0 } faults
                ? StoredFlag.Invalid(id, string.Join(", ", faults))
                : flag;
        }
        catch (JsonException exception)
        {
            return StoredFlag.Invalid(id, exception.Message);
        }
    }

    private static async Task<(string? Version, StoredFlag? Flag)> ReadAsync(IDatabase database, string id)
    {
        var values = await database.HashGetAsync(FlagKeys.Flags, [FlagKeys.Version, FlagKeys.FieldOf(id)]);
        return (values[0], values[1].IsNull ? null : Valid(id, values[1].ToString()));
    }

    private FlagVersion Next(string? before) => new(
        before is null ? 1 : FlagVersion.Parse(before).Number + 1,
        time.GetUtcNow(),
        RandomNumberGenerator.GetHexString(8, lowercase: true));

    private static StoredFlag Written(FlagEdit edit, JsonElement definition, StoredFlag? before, FlagVersion version) =>
        new StoredFlag(definition, version.ToString(), version.ChangedAt, edit.By, edit.Why, null).Since(before);

    private static async Task<bool> CommitAsync(
        IDatabase database, FlagEdit edit, string? before, StoredFlag? flag, FlagVersion version, StoredFlag? after)
    {
        var transaction = database.CreateTransaction();
        transaction.AddCondition(before is null
            ? Condition.HashNotExists(FlagKeys.Flags, FlagKeys.Version)
            : Condition.HashEqual(FlagKeys.Flags, FlagKeys.Version, before));
        var change = JsonSerializer.Serialize(
            new FlagChange(
                edit.Id,
                version.ToString(),
                version.ChangedAt,
                edit.By,
                edit.Why,
                edit.Kind,
                flag?.Definition,
                after?.Definition),
            FlagJson.Default.FlagChange);
        var document = after is null ? null : JsonSerializer.Serialize(after, FlagJson.Default.StoredFlag);
        Task[] writes =
        [
            document is null
                ? transaction.HashDeleteAsync(FlagKeys.Flags, FlagKeys.FieldOf(edit.Id))
                : transaction.HashSetAsync(FlagKeys.Flags, FlagKeys.FieldOf(edit.Id), document),
            transaction.HashSetAsync(FlagKeys.Flags, FlagKeys.Version, version.ToString()),
            transaction.ListLeftPushAsync(FlagKeys.HistoryOf(edit.Id), change),
            transaction.ListTrimAsync(FlagKeys.HistoryOf(edit.Id), 0, MaxHistory - 1),
            transaction.ListLeftPushAsync(FlagKeys.History, change),
            transaction.ListTrimAsync(FlagKeys.History, 0, MaxHistoryOfAll - 1),
            transaction.PublishAsync(
                FlagKeys.Changed, FlagAnnouncement.Of(version, before, edit.Id, document).ToMessage()),
        ];
        return await ExecuteAsync(transaction, writes);
    }

    /// <summary>Whether its condition held, and it was made.</summary>
    private static async Task<bool> ExecuteAsync(ITransaction transaction, Task[] writes)
    {
        if (!await transaction.ExecuteAsync())
        {
            return false;
        }

        await Task.WhenAll(writes);
        return true;
    }

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        try
        {
            return await ask(redis.GetDatabase());
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw new FlagStoreUnavailableException("Redis, where the flags are, cannot be reached.", exception);
        }
    }
}
