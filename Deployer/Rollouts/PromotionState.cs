namespace Deployer.Rollouts;

/// <summary>Where a promotion stands.</summary>
internal enum PromotionState
{
    /// <summary>Something is still missing: the verdict, the soak time, approvals, the end of a freeze.</summary>
    Waiting,

    /// <summary>Stable was asked to run the release.</summary>
    Asked,

    /// <summary>Every instance of stable runs the release.</summary>
    Promoted,

    /// <summary>Stable did not come to run it; someone may promote it anew.</summary>
    Failed,
}
