using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Flags;

/// <summary>What there is of flags, and what of them nobody needs or nobody has.</summary>
/// <param name="Undefined">Evaluated lately, and Redis defines none of that name.</param>
/// <param name="Unused">Defined for a while, and not evaluated for as long.</param>
internal sealed record FlagOverview(
    IReadOnlyList<StoredFlag> Flags,
    ILookup<string, FlagEvaluated> Evaluated,
    IReadOnlyList<string> Undefined,
    IReadOnlyList<string> Unused)
{
    /// <summary>How long a flag may go without being evaluated before it counts as unused.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    public static FlagOverview Of(
        IReadOnlyList<StoredFlag> flags, IReadOnlyList<FlagEvaluated> evaluated, DateTimeOffset now)
    {
        var lately = evaluated.Where(flag => now - flag.At < Patience)
            .ToLookup(flag => flag.Id, StringComparer.OrdinalIgnoreCase);
        var defined = flags.Select(flag => flag.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new FlagOverview(
            flags,
            evaluated.ToLookup(flag => flag.Id, StringComparer.OrdinalIgnoreCase),
            [.. lately.Select(flag => flag.Key).Where(id => !defined.Contains(id)).Order(StringComparer.Ordinal)],
            [
                .. flags.Where(flag => now - flag.ChangedAt >= Patience && !lately.Contains(flag.Id))
                    .Select(flag => flag.Id),
            ]);
    }
}
