namespace Deployer.Local.Scaling;

/// <summary>Within what a track is scaled.</summary>
/// <param name="Target">The mean use aimed at, as a part of the request: 0.5 for 50 %.</param>
/// <param name="Stabilization">How long a recommendation holds against lower ones.</param>
internal sealed record ScalingPolicy(int Min, int Max, double Target, TimeSpan Stabilization)
{
    /// <param name="floor">How many there are whatever the load.</param>
    public static ScalingPolicy? Of(LocalTrackOptions options, int floor) => options.MaxReplicas is { } max
        ? new ScalingPolicy(Math.Min(max, Math.Max(options.MinReplicas, floor)), max, options.TargetCpuPercent / 100.0, options.ScaleDownStabilization)
        : null;
}
