namespace Deployer.Rollouts;

/// <summary>Where a promotion stands.</summary>
internal enum PromotionState
{
    /// <summary>Something is still missing: the verdict, the soak time, approvals, the end of a freeze.</summary>
    Waiting,

    /// <summary>Stable was asked to run the release.</summary>
    Asked,

    /// <summary>Every instance of stable has come to run the release, and it was not taken back there.</summary>
    Promoted,

    /// <summary>Stable did not come to run it, or has gone back from it; the canary is judged still, and may be promoted anew.</summary>
    Failed,
}
