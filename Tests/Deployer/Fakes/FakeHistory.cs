using System.Collections.Concurrent;
using Deployer.Control;
using Deployer.Rollouts;

namespace Tests.Fakes;

internal sealed class FakeHistory : IRolloutHistory
{
    private readonly ConcurrentDictionary<string, Rollout> _rollouts = new();

    public bool Away { get; set; }

    public Task RecordAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _rollouts[rollout.Id] = rollout;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Rollout>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult<IReadOnlyList<Rollout>>(
            [.. _rollouts.Values.OrderByDescending(rollout => rollout.RequestedAt).Take(limit)]);
    }

    public Task<Rollout?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(_rollouts.Values.FirstOrDefault(rollout => rollout.Requests.Contains(id)));
    }

    private void ThrowIfAway()
    {
        if (Away)
        {
            throw new HistoryUnavailableException("Redis does not answer", new IOException("refused"));
        }
    }
}
