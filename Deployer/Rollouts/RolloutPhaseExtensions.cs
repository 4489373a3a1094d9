namespace Deployer.Rollouts;

internal static class RolloutPhaseExtensions
{
    extension(RolloutPhase phase)
    {
        /// <summary>Whether the rollout still has something to do.</summary>
        public bool IsActive => phase is RolloutPhase.Pending or RolloutPhase.Progressing or RolloutPhase.RollingBack;
    }
}
