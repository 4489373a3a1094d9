namespace Api.Keys;

/// <param name="Key">The key.</param>
/// <param name="TtlSeconds">Seconds it has left, rounded up.</param>
/// <param name="SetAt">When it was last set.</param>
internal sealed record RecentKey(string Key, int TtlSeconds, DateTimeOffset SetAt);
