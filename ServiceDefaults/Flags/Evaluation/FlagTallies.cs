using System.Collections.Concurrent;
using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>
/// One tally for each flag that was ever defined, and for names that were asked for and that nothing defines. Those may come from
/// outside, so there is an end to them, well before they take a place that a flag needs: what comes later is counted together.
/// </summary>
internal sealed class FlagTallies
{
    /// <summary>More than there can be flags at once; those that were deleted count on.</summary>
    public const int Capacity = 1000;

    /// <summary>For names that nothing defines.</summary>
    public const int UndefinedCapacity = 200;

    /// <summary>The name under which those beyond the capacities are counted; no flag's.</summary>
    public const string Others = ":others";

    private readonly ConcurrentDictionary<string, FlagTally> _tallies = new(StringComparer.OrdinalIgnoreCase);
    private readonly FlagTally _others = new(Others);
    private int _defined;
    private int _undefined;

    public IEnumerable<FlagTally> All => _tallies.Values.Append(_others);

    /// <summary>Of a flag that is defined.</summary>
    public FlagTally Of(string name) => _tallies.TryGetValue(name, out var known) ? known : Add(name, ref _defined, Capacity);

    /// <summary>Of a name that nothing defines. One that no flag can have has no tally of its own: it may be of any length.</summary>
    public FlagTally OfUndefined(string name) => _tallies.TryGetValue(name, out var known) ? known
        : FlagRules.IsId(name) ? Add(name, ref _undefined, UndefinedCapacity)
        : _others;

    private FlagTally Add(string name, ref int count, int capacity)
    {
        if (Volatile.Read(ref count) >= capacity)
        {
            return _others;
        }

        var added = new FlagTally(name);
        var tally = _tallies.GetOrAdd(name, added);
        if (ReferenceEquals(tally, added))
        {
            Interlocked.Increment(ref count);
        }

        return tally;
    }
}
