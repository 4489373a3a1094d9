using System.Collections.Immutable;

namespace Deployer.Rollouts;

/// <summary>How the canary's release becomes stable's.</summary>
/// <param name="Automatic">Whether a successful verdict is enough; otherwise someone must ask for it.</param>
/// <param name="SoakTime">How long after the verdict an automatic promotion waits.</param>
/// <param name="Approvals">How many people must approve; none for an automatic promotion that needs none.</param>
/// <param name="ApprovalDeadline">How long after the first approval the last one may come; later all begin anew.</param>
/// <param name="RequireVerdict">Whether only what the analysis found successful may be promoted by hand.</param>
/// <param name="Freezes">When nothing is promoted.</param>
internal sealed record PromotionPolicy(
    bool Automatic,
    TimeSpan SoakTime,
    int Approvals,
    TimeSpan ApprovalDeadline,
    bool RequireVerdict,
    ImmutableArray<FreezeWindow> Freezes)
{
    /// <summary>How many hands it takes: without any an automatic promotion goes by itself, another never.</summary>
    public int Hands => Automatic ? Approvals : Math.Max(1, Approvals);
}
