using System.Collections.Concurrent;
using Deployer.Control;
using Deployer.Rollouts;

namespace Tests.Fakes;

internal sealed class FakeEvents : IRolloutEvents
{
    public ConcurrentQueue<Rollout> Told { get; } = new();

    public void Tell(Rollout rollout) => Told.Enqueue(rollout);
}
