namespace Tests.Cluster;

/// <summary>A test on a real cluster. Says so when it is skipped for want of one; where a cluster is required it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute()
    {
        if (!TestCluster.IsGiven && !TestCluster.IsRequired)
        {
            Skip = $"needs a cluster: set {TestCluster.Kubeconfig}; Tests/Cluster/kube-up starts one and prints the path";
        }
    }
}
