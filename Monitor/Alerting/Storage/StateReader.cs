using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Monitor.Alerting.Storage;

/// <summary>Reads what is written in a map.</summary>
internal sealed class StateReader(IStateStore store, ILogger<StateReader> logger)
{
    /// <exception cref="StateUnavailableException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string map, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        [.. Parse(map, await store.ReadAsync(map, cancellationToken), type).Select(read => read.Item)];

    /// <summary>
    /// The same, for the replica that leads and for what is changed only as it is expected to be. That compares texts: what another
    /// version has written in its own way is written in this one's first.
    /// </summary>
    /// <exception cref="StateUnavailableException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<T>> ReadToChangeAsync<T>(string map, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var texts = await store.ReadAsync(map, cancellationToken);
        var items = Parse(map, texts, type);
        StateChange[] changes =
        [
            .. items.Select(read => new StateChange(map, read.Field, JsonSerializer.Serialize(read.Item, type), texts[read.Field]))
                .Where(change => change.Value != change.Expected),
        ];
        if (changes.Length > 0)
        {
            // Where somebody has changed one since, a later change fails too, and they are read again.
            await store.WriteAsync(changes, asLeader: true, cancellationToken);
        }

        return [.. items.Select(read => read.Item)];
    }

    private List<(string Field, T Item)> Parse<T>(string map, IReadOnlyDictionary<string, string> texts, JsonTypeInfo<T> type)
    {
        var items = new List<(string Field, T Item)>();
        foreach (var (field, text) in texts)
        {
            try
            {
                items.Add((field, JsonSerializer.Deserialize(text, type) ?? throw new JsonException("null")));
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                // Somebody else's, or a later version's: the rest is good, and alerting goes on.
                Log.StateUnreadable(logger, map, field, e.Message);
            }
        }

        return items;
    }
}
