namespace ServiceDefaults.Flags.Storage;

/// <summary>Redis cannot be asked now, or did not say whether it did what it was asked.</summary>
public sealed class FlagStoreUnavailableException(string message, Exception? inner) : Exception(message, inner);
