namespace Api.Keys;

/// <summary>Every method throws <see cref="StoreUnavailableException"/> while the store is away.</summary>
internal interface IKeyStore
{
    /// <summary>True when the key is new, false when it replaced a value.</summary>
    Task<bool> SetAsync(string key, string value, TimeSpan ttl);

    /// <summary>Null when the key is absent or has expired.</summary>
    Task<StoredKey?> GetAsync(string key);

    /// <summary>Those still there of the last 1000 that were set, newest first.</summary>
    Task<RecentKey[]> RecentAsync(int limit);
}
