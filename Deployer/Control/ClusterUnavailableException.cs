namespace Deployer.Control;

/// <summary>The cluster, or the place where its records are kept, cannot be reached now; later it may.</summary>
internal class ClusterUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
