using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting.Storage;

namespace Tests.Alerting;

/// <summary>One store for several replicas, with a lead that runs out.</summary>
internal sealed class SharedStore(IStateStore store, FakeTimeProvider time)
{
    private readonly IStateStore _inner = store;
    private readonly FakeTimeProvider _clock = time;
    private string? _leader;
    private DateTimeOffset _until;

    public IStateStore As(string replica) => new Replica(this, replica);

    private bool Leads(string replica) => _leader == replica && _clock.GetUtcNow() < _until;

    private sealed class Replica(SharedStore shared, string name) : IStateStore
    {
        private readonly IStateStore _store = shared._inner;

        public Task<bool> LeadAsync(TimeSpan duration, CancellationToken cancellationToken)
        {
            if (shared._leader is null || shared.Leads(name) || shared._until <= shared._clock.GetUtcNow())
            {
                (shared._leader, shared._until) = (name, shared._clock.GetUtcNow() + duration);
            }

            return Task.FromResult(shared.Leads(name));
        }

        public Task<bool> ResignAsync(CancellationToken cancellationToken)
        {
            var led = shared.Leads(name);
            shared._leader = led ? null : shared._leader;
            return Task.FromResult(led);
        }

        public Task<IReadOnlyDictionary<string, string>> ReadAsync(string map, CancellationToken cancellationToken) =>
            _store.ReadAsync(map, cancellationToken);

        public Task<bool> WriteAsync(IReadOnlyCollection<StateChange> changes, bool asLeader, CancellationToken cancellationToken) =>
            asLeader && !shared.Leads(name) ? Task.FromResult(false) : _store.WriteAsync(changes, asLeader, cancellationToken);
    }
}
