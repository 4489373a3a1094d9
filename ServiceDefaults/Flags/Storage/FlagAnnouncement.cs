using ServiceDefaults.Flags.Definitions;
using StackExchange.Redis;

namespace ServiceDefaults.Flags.Storage;

/// <summary>
/// What is told of a change on <see cref="FlagKeys.Changed"/>: the version that the flags have now and, unless it is too long,
/// the step to it, so that who has the version before need not ask for it. As text the version comes first:
/// <c>version</c>, <c>version before id</c> of a flag that was deleted, or <c>version before id document</c>.
/// </summary>
/// <param name="Version">Of all flags after the change.</param>
/// <param name="Step">Null where what changed must be read.</param>
internal sealed record FlagAnnouncement(FlagVersion Version, FlagStep? Step)
{
    /// <summary>In UTF-16 and in UTF-8: Redis holds a copy for every instance that listens.</summary>
    public const int MaxLength = 16 * 1024;

    private const char Between = ' ';

    /// <param name="before">As it stands in Redis; null where there was none: others may lack what stood there without one.</param>
    public static FlagAnnouncement Of(FlagVersion version, string? before, string id, string? document) => new(
        version, before is null ? null : new FlagStep(FlagVersion.Parse(before), FlagKeys.FieldOf(id).ToString(), document));

    /// <summary>Null where it is none, or was made by a build with another format: then what changed must be read.</summary>
    public static FlagAnnouncement? Read(RedisValue message)
    {
        if (message.IsNull || message.Length() > MaxLength)
        {
            return null;
        }

        var parts = message.ToString().Split(Between, 4);
        return !FlagVersion.TryParse(parts[0], out var version) ? null
            : parts.Length == 1 ? new FlagAnnouncement(version, null)
            : parts.Length > 2 && FlagVersion.TryParse(parts[1], out var before) && before.Number + 1 == version.Number
                ? new FlagAnnouncement(version, new FlagStep(before, parts[2], parts.ElementAtOrDefault(3)))
                : null;
    }

    public RedisValue ToMessage()
    {
        if (Step is not { } step)
        {
            return Version.ToString();
        }

        string[] parts = [$"{Version}", $"{step.Before}", step.Id, .. step.Document is { } document ? [document] : (string[])[]];
        RedisValue message = string.Join(Between, parts);
        return message.Length() > MaxLength ? Version.ToString() : message;
    }
}
