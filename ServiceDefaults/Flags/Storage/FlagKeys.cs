using StackExchange.Redis;

namespace ServiceDefaults.Flags.Storage;

/// <summary>Where flags are kept in Redis. Only commands that Redis 7 and Garnet both have are used on them.</summary>
internal static class FlagKeys
{
    /// <summary>
    /// A hash from a flag's id to its document. <see cref="Version"/> stands in it too, so that one command reads what
    /// belongs together.
    /// </summary>
    public static readonly RedisKey Flags = "slipway:flags";

    /// <summary>No flag's id: those have no colon.</summary>
    public static readonly RedisValue Version = ":version";

    /// <summary>Changes of all flags, a list, the newest first.</summary>
    public static readonly RedisKey History = "slipway:flags:history";

    /// <summary>A hash from a service and a flag to when, and with which definition, it was last evaluated.</summary>
    public static readonly RedisKey Evaluated = "slipway:flags:evaluated";

    /// <summary>Every change is announced here, as a <see cref="FlagAnnouncement"/>.</summary>
    public static readonly RedisChannel Changed = RedisChannel.Literal("slipway:flags:changed");

    /// <summary>A flag's field: ids that differ in case alone are one flag, as Microsoft.FeatureManagement has it.</summary>
    public static RedisValue FieldOf(string id) => id.ToLowerInvariant();

    /// <summary>Changes of one flag, a list, the newest first; it outlives the flag.</summary>
    public static RedisKey HistoryOf(string id) => $"slipway:flags:history:{id.ToLowerInvariant()}";
}
