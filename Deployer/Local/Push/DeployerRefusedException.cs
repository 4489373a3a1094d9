namespace Deployer.Local.Push;

/// <summary>The Deployer answered, but did not take the push. The message says why.</summary>
internal sealed class DeployerRefusedException(string message) : Exception(message);
