using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Tells whoever looks at a track's workload what becomes of it. It is told once; what gets lost delays no rollout.</summary>
internal interface IRolloutEvents
{
    /// <summary>A rollout has entered its phase. Returns at once.</summary>
    void Tell(Rollout rollout);
}
