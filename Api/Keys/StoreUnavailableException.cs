namespace Api.Keys;

/// <summary>Transient: the same request may succeed in a moment.</summary>
internal sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
