using System.Collections.Immutable;
using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Following;

/// <summary>What Redis held at one version, read.</summary>
/// <param name="Version">Null where it held nothing.</param>
internal sealed record StoredFlags(FlagVersion? Version, ImmutableDictionary<string, ReadFlag> Flags)
{
    public static StoredFlags None { get; } = new(
        null, ImmutableDictionary.Create<string, ReadFlag>(StringComparer.OrdinalIgnoreCase));
}
