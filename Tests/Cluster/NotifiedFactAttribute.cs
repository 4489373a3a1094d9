namespace Tests.Cluster;

/// <summary>A test that needs the cluster's registry to send its notifications to where <c>SLIPWAY_TEST_NOTIFY</c> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotifiedFactAttribute : FactAttribute
{
    private const string Variable = "SLIPWAY_TEST_NOTIFY";

    public NotifiedFactAttribute()
    {
        if (!TestCluster.IsRequired && (!TestCluster.IsGiven || Address is null))
        {
            Skip = $"needs a cluster whose registry notifies: set {Variable}, and REGISTRY_NOTIFY to the same for Tests/Cluster/kube-up";
        }
    }

    /// <summary>Host and port of a Deployer on this machine, its receiver and its secret; null when it is not given.</summary>
    internal static Uri? Address => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? new Uri(text) : null;
}
