namespace Aspire.Hosting;

/// <summary>The application is composed wrongly, or cannot run as it is; the message says what to change.</summary>
internal class DistributedApplicationException(string message, Exception? inner = null) : Exception(message, inner);
