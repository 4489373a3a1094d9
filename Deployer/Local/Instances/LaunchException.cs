namespace Deployer.Local.Instances;

/// <summary>An instance cannot be started.</summary>
/// <param name="state">In Kubernetes' words, such as <c>ErrImagePull</c>.</param>
internal sealed class LaunchException(string state, string message) : Exception(message)
{
    public string State => state;
}
