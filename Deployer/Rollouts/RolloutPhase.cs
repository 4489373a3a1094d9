namespace Deployer.Rollouts;

/// <summary>Where a rollout stands.</summary>
internal enum RolloutPhase
{
    /// <summary>Asked for; the registry has not yet said what the tag means.</summary>
    Pending,

    /// <summary>Instances are being replaced.</summary>
    Progressing,

    /// <summary>Every instance runs the new release and is available.</summary>
    Succeeded,

    /// <summary>It failed, and the instances are being brought back to the last good release.</summary>
    RollingBack,

    /// <summary>It failed, and every instance runs the last good release again.</summary>
    RolledBack,

    /// <summary>It failed, and there was nothing to go back to, or going back failed too.</summary>
    Failed,

    /// <summary>A newer release was asked for before this one was done.</summary>
    Superseded,
}
