namespace ServiceDefaults.Flags.Definitions;

/// <summary>Where a flag's definition was found.</summary>
public enum FlagOrigin
{
    /// <summary>Nowhere: it is off.</summary>
    Nowhere,

    /// <summary>In the local file or the configuration.</summary>
    Local,

    /// <summary>In Redis, now or before.</summary>
    Redis,
}
