namespace Api.Keys;

/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
/// <param name="TtlSeconds">Seconds it has left, rounded up.</param>
internal sealed record StoredKey(string Key, string Value, int TtlSeconds);
