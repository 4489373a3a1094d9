using System.Collections.Concurrent;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>
/// One tally for each name that was ever asked for. Names may come from outside, so there is an end to them: what comes
/// later is counted together.
/// </summary>
internal sealed class FlagTallies
{
    /// <summary>More than there can be flags.</summary>
    public const int Capacity = 1000;

    /// <summary>The name under which those beyond the capacity are counted; no flag's.</summary>
    public const string Others = ":others";

    private readonly ConcurrentDictionary<string, FlagTally> _tallies = new(StringComparer.OrdinalIgnoreCase);
    private readonly FlagTally _others = new(Others);
    private int _count;

    public IEnumerable<FlagTally> All => _tallies.Values.Append(_others);

    public FlagTally Of(string name)
    {
        if (_tallies.TryGetValue(name, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _count) >= Capacity)
        {
            return _others;
        }

        var added = new FlagTally(name);
        var tally = _tallies.GetOrAdd(name, added);
        if (ReferenceEquals(tally, added))
        {
            Interlocked.Increment(ref _count);
        }

        return tally;
    }
}
