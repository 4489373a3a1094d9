using Monitor.Alerting.Storage;

namespace Monitor.Storage;

/// <summary>For one replica alone. It forgets with the process: after a restart what still fires is told again.</summary>
internal sealed class MemoryStateStore(ILogger<MemoryStateStore> logger) : IStateStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, string>> _maps = new(StringComparer.Ordinal);
    private bool _hasLed;

    public Task<bool> LeadAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (!_hasLed)
        {
            Log.InMemory(logger);
        }

        _hasLed = true;
        return Task.FromResult(true);
    }

    public Task<bool> ResignAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string map, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyDictionary<string, string>>(
                new Dictionary<string, string>(_maps.GetValueOrDefault(map) ?? [], StringComparer.Ordinal));
        }
    }

    public Task<bool> WriteAsync(IReadOnlyCollection<StateChange> changes, bool asLeader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (changes.Any(change => change.Expected is { } expected
                && _maps.GetValueOrDefault(change.Map)?.GetValueOrDefault(change.Field) != expected))
            {
                return Task.FromResult(false);
            }

            foreach (var change in changes)
            {
                Apply(change);
            }
        }

        return Task.FromResult(true);
    }

    private void Apply(StateChange change)
    {
        if (!_maps.TryGetValue(change.Map, out var map))
        {
            _maps[change.Map] = map = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        if (change.Value is null)
        {
            map.Remove(change.Field);
        }
        else
        {
            map[change.Field] = change.Value;
        }
    }
}
