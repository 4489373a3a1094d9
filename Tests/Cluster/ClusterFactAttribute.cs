using Tests.Tools;

namespace Tests.Cluster;

/// <summary>
/// A test on a real cluster, and with commands of this machine where it names some. Says so when it is skipped for want of one;
/// where a cluster, or the tools, are required it fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute(params string[] commands) => Skip = TestCluster.WhyNot ?? Tool.WhyNot(commands);
}
