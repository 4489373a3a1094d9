using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace ServiceDefaults.Flags.Following;

/// <summary>Every flag as it is at one moment. Immutable: whoever holds one sees one state of all flags.</summary>
internal sealed class FlagView(IEnumerable<Flag> flags)
{
    private readonly FrozenDictionary<string, Flag> _flags =
        flags.ToFrozenDictionary(flag => flag.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Flag> Flags => _flags.Values;

    public bool TryFind(string name, [NotNullWhen(true)] out Flag? flag) => _flags.TryGetValue(name, out flag);
}
