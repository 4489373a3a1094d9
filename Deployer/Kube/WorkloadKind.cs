namespace Deployer.Kube;

/// <summary>What kind of object keeps a track's pods.</summary>
internal enum WorkloadKind
{
    /// <summary>Kubernetes replaces the pods; the Deployer changes the template.</summary>
    Deployment,

    /// <summary>The Deployer replaces the pods one by one, as <c>kubectl rolling-update</c> did.</summary>
    ReplicationController,
}
