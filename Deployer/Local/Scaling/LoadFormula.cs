namespace Deployer.Local.Scaling;

/// <summary>
/// How many instances a load calls for. (Kubernetes, horizontal pod autoscaler: replica calculator, resource metrics)
/// </summary>
internal static class LoadFormula
{
    private const double Tolerance = 0.1;

    // What arithmetic adds to a whole number is no reason for one more instance.
    private const double Rounding = 1e-9;

    /// <summary>As many as now while nothing is known.</summary>
    public static int Recommended(int current, IReadOnlyList<InstanceLoad> loads, double target)
    {
        var known = loads.Where(load => load is { Ready: true, Utilization: not null })
            .Select(load => load.Utilization!.Value).ToList();
        if (known.Count == 0)
        {
            return current;
        }

        var ratio = known.Average() / target;
        var missing = loads.Count(load => load is { Ready: true, Utilization: null });
        var unready = ratio > 1 ? loads.Count(load => !load.Ready) : 0;
        if (missing == 0 && unready == 0)
        {
            return IsClose(ratio) ? current : Ceiling(ratio * known.Count);
        }

        // What is not known is taken to speak against a change: idle when scaling up, busy when scaling down.
        var assumed = ratio < 1 ? Math.Max(1, target) : 0;
        List<double> all = [.. known, .. Enumerable.Repeat(assumed, missing), .. Enumerable.Repeat(0.0, unready)];
        var cautious = all.Average() / target;
        var recommended = Ceiling(cautious * all.Count);
        return IsClose(cautious) || cautious > 1 != ratio > 1 || recommended > current != cautious > 1
            ? current
            : recommended;
    }

    private static bool IsClose(double ratio) => Math.Abs(1 - ratio) <= Tolerance;

    private static int Ceiling(double replicas) => (int)Math.Ceiling(replicas - Rounding);
}
