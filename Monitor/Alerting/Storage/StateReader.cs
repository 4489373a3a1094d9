using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Monitor.Alerting.Storage;

/// <summary>Reads what is written in a map.</summary>
internal sealed class StateReader(IStateStore store, ILogger<StateReader> logger)
{
    /// <exception cref="StateUnavailableException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string map, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        foreach (var (field, text) in await store.ReadAsync(map, cancellationToken))
        {
            try
            {
                items.Add(JsonSerializer.Deserialize(text, type) ?? throw new JsonException("null"));
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
