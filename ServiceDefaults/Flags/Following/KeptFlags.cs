namespace ServiceDefaults.Flags.Following;

/// <summary>What stands in the cache file: what stood in Redis, as it stood there.</summary>
internal sealed record KeptFlags(string? Version, IReadOnlyDictionary<string, string> Documents);
