using System.Collections.Immutable;
using Deployer.Analysis;

namespace Deployer.Rollouts;

/// <summary>How a track's rollouts are judged.</summary>
/// <param name="ProgressDeadline">How long a rollout may go without coming further before it has failed.</param>
/// <param name="ResolveDeadline">How long a registry that does not answer is asked before the request has failed.</param>
/// <param name="WatchAfterSuccess">How long after success a crash loop still brings the last good release back.</param>
/// <param name="RollBack">Whether a failure brings the last good release back.</param>
/// <param name="ScaleToZero">Whether a track whose first release fails is left without instances (canary) or as it is (stable).</param>
/// <param name="Analysis">How a release that has succeeded is judged; null when it is not.</param>
/// <param name="Promotion">How a release becomes stable's; null when the track is not promoted from.</param>
/// <param name="RequireCanary">Whether a push waits until the same content has passed on the canary track.</param>
/// <param name="Freezes">When pushes wait.</param>
/// <param name="Steps">The shares of all instances that a canary takes one after the other, 0..1 and growing; none for one analysis.</param>
internal sealed record RolloutPolicy(
    TimeSpan ProgressDeadline,
    TimeSpan ResolveDeadline,
    TimeSpan WatchAfterSuccess,
    bool RollBack,
    bool ScaleToZero,
    AnalysisPolicy? Analysis = null,
    PromotionPolicy? Promotion = null,
    bool RequireCanary = false,
    ImmutableArray<FreezeWindow> Freezes = default,
    ImmutableArray<double> Steps = default);
