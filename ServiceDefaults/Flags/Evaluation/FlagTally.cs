using System.Collections.Concurrent;

namespace ServiceDefaults.Flags.Evaluation;

/// <summary>Counts what a flag was found to be in this process. Counting on and off takes no lock and allocates nothing.</summary>
internal sealed class FlagTally(string name)
{
    /// <summary>A definition has no more variants than this.</summary>
    private const int MaxVariants = 20;

    private readonly ConcurrentDictionary<string, long> _variants = new();
    private long _on;
    private long _off;

    public string Name => name;

    public long On => Volatile.Read(ref _on);

    public long Off => Volatile.Read(ref _off);

    /// <summary>How often each variant was given.</summary>
    public IEnumerable<KeyValuePair<string, long>> Variants => _variants;

    /// <summary>All of them together; it only grows.</summary>
    public long Total => On + Off + _variants.Values.Sum();

    public bool Count(bool on)
    {
        Interlocked.Increment(ref on ? ref _on : ref _off);
        return on;
    }

    public void Count(string variant)
    {
        if (_variants.ContainsKey(variant) || _variants.Count < MaxVariants)
        {
            _variants.AddOrUpdate(variant, 1, static (_, count) => count + 1);
        }
        else
        {
            Count(on: true);
        }
    }
}
