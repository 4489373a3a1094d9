namespace ServiceDefaults.Flags.Following;

/// <summary>Where the flags that are evaluated now come from.</summary>
internal enum FlagSource
{
    /// <summary>Redis has not been asked yet.</summary>
    Starting,

    /// <summary>Redis, which is followed.</summary>
    Redis,

    /// <summary>Redis was there and is away: what it had last.</summary>
    LastKnown,

    /// <summary>Redis has been away since the start: what the cache file kept of it.</summary>
    Cache,

    /// <summary>Redis has been away since the start, and nothing is kept of it: the local file and the configuration.</summary>
    Local,

    /// <summary>Redis is there and has lost its flags: what it had last.</summary>
    Lost,
}
