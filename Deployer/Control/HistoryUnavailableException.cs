namespace Deployer.Control;

/// <summary>The history cannot be reached now; the tracks' own records still say what runs.</summary>
internal sealed class HistoryUnavailableException(string message, Exception inner) : Exception(message, inner);
