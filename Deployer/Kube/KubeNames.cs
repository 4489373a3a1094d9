namespace Deployer.Kube;

/// <summary>Names that Slipway writes into the cluster.</summary>
internal static class KubeNames
{
    /// <summary>Who has written a field, for <c>managedFields</c>.</summary>
    public const string FieldManager = "slipway";

    /// <summary>What <c>kubectl rollout history</c> shows.</summary>
    public const string ChangeCause = "kubernetes.io/change-cause";

    /// <summary>
    /// On every pod that is rolled, the digest of its image: by the downward API its containers are told what Kubernetes itself
    /// does not tell them.
    /// </summary>
    public const string Digest = "slipway.dev/digest";

    /// <summary>Where the permissions stand that the Deployer needs.</summary>
    public const string RbacFile = "Deployer/Kube/rbac.yaml";

    public const string ManagedByLabel = "app.kubernetes.io/managed-by";
    public const string ServiceLabel = "slipway.dev/service";
    public const string TrackLabel = "slipway.dev/track";
}
