namespace Deployer.Local.Instances;

/// <summary>Kubernetes' words for what an instance does.</summary>
internal static class InstanceStates
{
    public const string Pending = "Pending";
    public const string Running = "Running";
    public const string Terminating = "Terminating";

    /// <summary>It has ended more than once, and waits for its next start.</summary>
    public const string CrashLoopBackOff = "CrashLoopBackOff";

    /// <summary>Its image is not here.</summary>
    public const string ErrImagePull = "ErrImagePull";

    /// <summary>Its image is here, but cannot be started.</summary>
    public const string CreateContainerError = "CreateContainerError";
}
