using Monitor.Alerting.Storage;

namespace Tests.Alerting;

internal sealed class FailingStore(IStateStore store) : IStateStore
{
    public bool IsAway { get; set; }

    /// <summary>What goes wrong that nobody has thought of.</summary>
    public Exception? Fault { get; set; }

    public Task<bool> LeadAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        IsAway ? throw Away() : Fault is { } fault ? throw fault : store.LeadAsync(duration, cancellationToken);

    public Task<bool> ResignAsync(CancellationToken cancellationToken) =>
        IsAway ? throw Away() : store.ResignAsync(cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> ReadAsync(string map, CancellationToken cancellationToken) =>
        IsAway ? throw Away() : store.ReadAsync(map, cancellationToken);

    public Task<bool> WriteAsync(IReadOnlyCollection<StateChange> changes, bool asLeader, CancellationToken cancellationToken) =>
        IsAway ? throw Away() : store.WriteAsync(changes, asLeader, cancellationToken);

    private static StateUnavailableException Away() => new("away");
}
