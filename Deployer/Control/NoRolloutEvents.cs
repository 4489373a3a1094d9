using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Where the cluster keeps no events, the log and the history tell.</summary>
internal sealed class NoRolloutEvents : IRolloutEvents
{
    public void Tell(Rollout rollout)
    {
    }
}
