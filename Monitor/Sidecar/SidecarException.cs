namespace Monitor.Sidecar;

/// <summary>The other container cannot be found or read; the message says why and what to do, to people.</summary>
internal sealed class SidecarException(string message, Exception? inner = null) : Exception(message, inner);
