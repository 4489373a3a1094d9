namespace Deployer.Rollouts;

/// <summary>
/// Keeps the canary's part of the traffic small while it is judged. Traffic is spread evenly over ready instances, so a single canary
/// beside a single stable instance would take half of it: stable's floor is raised.
/// </summary>
internal static class ShareGuard
{
    // Of a division whose result is whole, what doubles may leave over.
    private const double Rounding = 1e-9;

    /// <summary>The fewest instances of stable beside which so many canaries take no more than the share.</summary>
    /// <param name="canaries">Not below zero.</param>
    /// <param name="maxShare">Above 0, at most 1.</param>
    public static int Floor(int canaries, double maxShare) =>
        (int)Math.Ceiling((canaries * (1 - maxShare) / maxShare) - Rounding);

    /// <summary>The fewest ready instances of stable beside which a canary is rolled; 0 where no canary is judged.</summary>
    /// <param name="wanted">How many instances the canary track has with its next release.</param>
    public static int FloorToBegin(int wanted, double maxShare, RolloutPolicy policy) =>
        IsOn(policy) ? Floor(Math.Max(1, wanted), maxShare) : 0;

    /// <summary>Whether the track's releases are judged before they are promoted: where not, nothing is guarded.</summary>
    public static bool IsOn(RolloutPolicy policy) => policy is { Analysis: not null, Promotion: not null };

    /// <summary>The floor that stable needs now; null when it needs none.</summary>
    /// <param name="wanted">How many instances the canary track has now, or is coming to.</param>
    public static int? FloorFor(TrackStatus canary, int wanted, double maxShare, RolloutPolicy policy) =>
        IsJudged(canary, policy) && Floor(Coming(canary, wanted), ShareOf(canary, maxShare)) is > 0 and var floor ? floor : null;

    /// <summary>Whether what the track comes to is taken off the trial: nothing may hold that up.</summary>
    public static bool GoesBack(Rollout? latest) =>
        latest is { Kind: RequestKind.RollBack } or { Phase: RolloutPhase.RollingBack or RolloutPhase.RolledBack or RolloutPhase.Failed };

    /// <summary>The share that a canary is judged at, 0..1: a step that is to have more than the share has it.</summary>
    public static double ShareOf(TrackStatus canary, double maxShare) =>
        canary.Latest is { Phase: RolloutPhase.Succeeded, Steps: { } at } ? Math.Max(maxShare, at.Weight) : maxShare;

    /// <summary>
    /// Whether a canary is on its way, or is measured, or is on its way to stable: until stable runs its release, however long
    /// ago its verdict was, for it may turn bad still. What someone else has put there is not ours to guard.
    /// </summary>
    public static bool IsJudged(TrackStatus canary, RolloutPolicy policy) =>
        IsOn(policy) && canary.Drift is null && canary.Latest switch
        {
            { Phase: RolloutPhase.Progressing or RolloutPhase.RollingBack } => true,
            { Phase: RolloutPhase.Succeeded, Promotion.State: PromotionState.Promoted } => false,
            { Phase: RolloutPhase.Succeeded, Promotion.State: PromotionState.Asked } => true,
            { Phase: RolloutPhase.Succeeded, Analysis: not null } => true,
            _ => false,
        };

    // On the way to a step there are as many as at the one before, and the floor must be that of the one to come.
    private static int Coming(TrackStatus canary, int wanted) => Math.Max(Math.Max(1, wanted), Stepping.Wanted(canary.Latest) ?? 0);
}
