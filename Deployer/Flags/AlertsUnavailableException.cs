namespace Deployer.Flags;

/// <summary>Which alerts fire cannot be found out now.</summary>
internal sealed class AlertsUnavailableException(string message, Exception? inner) : Exception(message, inner);
