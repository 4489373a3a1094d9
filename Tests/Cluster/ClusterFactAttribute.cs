using Tests.Tools;

namespace Tests.Cluster;

/// <summary>
/// A test on a real cluster, which may need commands of this machine too. Says so when it is skipped for want of one; where a
/// cluster is required it fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute(params string[] commands)
    {
        if (!TestCluster.IsRequired)
        {
            Skip = TestCluster.IsGiven
                ? Tool.Skip(commands)
                : $"needs a cluster: set {TestCluster.Kubeconfig}; Tests/Cluster/kube-up starts one and prints the path";
        }
    }
}
