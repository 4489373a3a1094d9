using System.Collections.Immutable;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace ServiceDefaults.Flags.Following;

/// <summary>What Redis held at one version, read.</summary>
/// <param name="Version">Null where it held nothing.</param>
internal sealed record StoredFlags(FlagVersion? Version, ImmutableDictionary<string, ReadFlag> Flags)
{
    public static StoredFlags None { get; } = new(
        null, ImmutableDictionary.Create<string, ReadFlag>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether that is what the table holds.</summary>
    public bool IsOf(FlagTable table) => table.Version == Version?.ToString()
        && table.Documents.Count == Flags.Count
        && table.Documents.All(document => Flags.GetValueOrDefault(document.Key)?.Document == document.Value);
}
