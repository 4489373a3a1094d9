namespace Api.Keys;

/// <summary>What a key, its value and its time to live may be.</summary>
internal static class KeyLimits
{
    public const int KeyLength = 256;
    public const string KeyCharacters = "^[A-Za-z0-9._:-]+$";
    public const int ValueBytes = 64 * 1024;
    public const int MinTtlSeconds = 1;
    public const int MaxTtlSeconds = 30 * 24 * 3600;
    public const int DefaultTtlSeconds = 3600;
    public const int MaxRecent = 100;
    public const int DefaultRecent = 20;
}
