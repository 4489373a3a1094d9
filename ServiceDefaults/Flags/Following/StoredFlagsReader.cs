using System.Collections.Immutable;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace ServiceDefaults.Flags.Following;

/// <summary>
/// Reads what Redis holds. A document that means nothing (written past the API, or by a newer build) costs its own flag
/// alone: the last good one holds on, and the fault is told.
/// </summary>
internal static class StoredFlagsReader
{
    /// <param name="before">What is unchanged since is not read again.</param>
    /// <exception cref="FormatException">The version is none.</exception>
    public static async Task<StoredFlags> ReadAsync(FlagTable table, StoredFlags before)
    {
        var flags = before.Flags.Clear().ToBuilder();
        foreach (var (id, document) in table.Documents)
        {
            var last = before.Flags.GetValueOrDefault(id);
            flags[id] = last?.Document == document ? last : await ReadAsync(id, document, last);
        }

        return new StoredFlags(table.Version is null ? null : FlagVersion.Parse(table.Version), flags.ToImmutable());
    }

    /// <summary>
    /// What is held with one change more, the same as would be read; null where the change was not made on what is held, or is
    /// not what the store makes: then it must be read.
    /// </summary>
    public static async Task<StoredFlags?> ApplyAsync(FlagAnnouncement announced, StoredFlags held)
    {
        if (announced.Step is not { } step || step.Before != held.Version)
        {
            return null;
        }

        var last = held.Flags.GetValueOrDefault(step.Id);
        if (step.Document is null)
        {
            return last is null ? null : new StoredFlags(announced.Version, held.Flags.Remove(step.Id));
        }

        var flag = await ReadAsync(step.Id, step.Document, last);
        var hasRoom = last is not null || held.Flags.Count < FlagStore.MaxFlags;
        return flag.Fault is null && hasRoom ? new StoredFlags(announced.Version, held.Flags.SetItem(step.Id, flag)) : null;
    }

    private static async Task<ReadFlag> ReadAsync(string id, string document, ReadFlag? last)
    {
        try
        {
            var definition = FlagStore.ParseFlag(document).Definition;
            return FlagRules.Check(id, definition) is { Count: > 0 } faults
                ? Faulty(id, document, last, string.Join(", ", faults))
                : new ReadFlag(document, await DefinitionReader.ReadAsync(definition), null);
        }
        catch (Exception exception) // Whatever it is, it is of this document alone, and must not cost the others or their follower.
        {
            return Faulty(id, document, last, exception.Message);
        }
    }

    private static ReadFlag Faulty(string id, string document, ReadFlag? last, string reason) => last is null
        ? ReadFlag.Off(id, document, $"flag '{id}' is off, its document is not valid: {reason}")
        : last with { Document = document, Fault = $"flag '{id}' stays as it was, its document is not valid: {reason}" };
}
