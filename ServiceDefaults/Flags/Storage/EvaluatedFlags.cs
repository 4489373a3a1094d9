using System.Text.Json;
using ServiceDefaults.Flags.Definitions;
using StackExchange.Redis;

namespace ServiceDefaults.Flags.Storage;

/// <summary>Which services evaluate which flags, in Redis. Names that nothing defines may come from outside: there is an end to them.</summary>
internal static class EvaluatedFlags
{
    /// <summary>How long it is remembered that a flag was evaluated.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>With so many remembered no more is added of flags that nothing defines.</summary>
    public const int MaxUndefined = 2000;

    public static async Task<IReadOnlyList<FlagEvaluated>> ReadAsync(IDatabase database) =>
        [.. (await database.HashGetAllAsync(FlagKeys.Evaluated)).Select(entry => Read(entry.Value)).OfType<FlagEvaluated>()];

    /// <summary>How many were written down.</summary>
    public static async Task<int> WriteAsync(IDatabase database, IReadOnlyList<FlagEvaluated> evaluated)
    {
        var isFull = await database.HashLengthAsync(FlagKeys.Evaluated) >= MaxUndefined;
        HashEntry[] entries =
        [
            .. evaluated.Where(flag => !isFull || flag.Origin is not FlagOrigin.Nowhere).Select(flag => new HashEntry(
                $"{flag.Service}/{FlagKeys.FieldOf(flag.Id)}",
                JsonSerializer.Serialize(flag, FlagJson.Default.FlagEvaluated))),
        ];
        if (entries.Length > 0)
        {
            await database.HashSetAsync(FlagKeys.Evaluated, entries);
        }

        return entries.Length;
    }

    /// <summary>How many were forgotten: what was last evaluated before that, and what is not readable.</summary>
    public static async Task<int> ForgetAsync(IDatabase database, DateTimeOffset before)
    {
        RedisValue[] forgotten =
        [
            .. (await database.HashGetAllAsync(FlagKeys.Evaluated))
                .Where(entry => Read(entry.Value) is not { } flag || flag.At < before).Select(entry => entry.Name),
        ];
        return forgotten.Length == 0 ? 0 : (int)await database.HashDeleteAsync(FlagKeys.Evaluated, forgotten);
    }

    // One that was written past this class must not keep the others from being read. It comes again if it was evaluated.
    private static FlagEvaluated? Read(RedisValue text)
    {
        try
        {
            return JsonSerializer.Deserialize(text.ToString(), FlagJson.Default.FlagEvaluated) is { Id: not null, Service: not null } flag
                ? flag
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
