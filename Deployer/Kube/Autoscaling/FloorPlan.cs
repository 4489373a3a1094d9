namespace Deployer.Kube.Autoscaling;

/// <summary>
/// What an autoscaler's least number of replicas becomes. What it was is remembered beside it, so that it can be given back by
/// whoever comes later, and what was set here, so that a change by someone else is noticed.
/// </summary>
/// <param name="Min">The least number of replicas.</param>
/// <param name="Was">What it was before it was raised; null while it is not raised.</param>
/// <param name="Raised">What it was raised to; null while it is not raised.</param>
internal sealed record FloorPlan(int Min, int? Was, int? Raised)
{
    /// <param name="floor">Null to give back what it was.</param>
    /// <param name="max">The autoscaler's most; it is not raised above it.</param>
    public FloorPlan With(int? floor, int max)
    {
        // Someone has set another number since: that is now what it was.
        var was = Raised == Min ? Was ?? Min : Min;
        var wanted = Math.Min(floor ?? 0, max);
        return wanted > was ? new FloorPlan(wanted, was, wanted) : new FloorPlan(was, null, null);
    }
}
