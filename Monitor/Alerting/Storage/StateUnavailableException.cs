namespace Monitor.Alerting.Storage;

/// <summary>The store cannot be reached, or did not answer in time.</summary>
internal sealed class StateUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
