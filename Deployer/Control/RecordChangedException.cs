namespace Deployer.Control;

/// <summary>A track's status is not what was decided on any more: whoever decided decides again on what stands there now.</summary>
internal sealed class RecordChangedException(string message) : ClusterUnavailableException(message);
