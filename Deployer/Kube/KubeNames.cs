namespace Deployer.Kube;

/// <summary>Names that Slipway writes into the cluster.</summary>
internal static class KubeNames
{
    /// <summary>Who has written a field, for <c>managedFields</c>.</summary>
    public const string FieldManager = "slipway";

    /// <summary>What <c>kubectl rollout history</c> shows.</summary>
    public const string ChangeCause = "kubernetes.io/change-cause";

    /// <summary>Where the permissions stand that the Deployer needs.</summary>
    public const string RbacFile = "Deployer/Kube/rbac.yaml";

    public const string ManagedByLabel = "app.kubernetes.io/managed-by";
    public const string ServiceLabel = "slipway.dev/service";
    public const string TrackLabel = "slipway.dev/track";
}
