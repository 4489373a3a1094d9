using System.Collections.Immutable;

namespace Deployer.Local.Scaling;

/// <summary>
/// Scales by the load, up at once and down with patience. (Kubernetes, horizontal pod autoscaler: default behaviour)
/// </summary>
/// <param name="Recommendations">Those that still count.</param>
internal sealed record Autoscaler(ImmutableList<Recommendation> Recommendations)
{
    private const int MaxAdded = 4;
    private const int MaxFactor = 2;

    public static Autoscaler Initial { get; } = new([]);

    /// <summary>
    /// To be asked once a period: in each, the replicas at most double, or grow by four if that is more.
    /// </summary>
    public (Autoscaler Next, int Replicas) Scale(
        int current, IReadOnlyList<InstanceLoad> loads, ScalingPolicy policy, DateTimeOffset now)
    {
        if (current < policy.Min || current > policy.Max)
        {
            return (this, Math.Clamp(current, policy.Min, policy.Max));
        }

        // Whoever begins to look takes what is there for right, so that a restart scales nothing down.
        var known = Recommendations.IsEmpty ? [new Recommendation(now, current)] : Recommendations;
        var recommended = LoadFormula.Recommended(current, loads, policy.Target);
        var valid = known.RemoveAll(old => old.At < now - policy.Stabilization).Add(new Recommendation(now, recommended));

        var highest = valid.Max(recommendation => recommendation.Replicas);
        var replicas = recommended > current
            ? Math.Min(recommended, Math.Max(current + MaxAdded, current * MaxFactor))
            : Math.Min(current, highest);
        return (new Autoscaler(valid), Math.Clamp(replicas, policy.Min, policy.Max));
    }
}
