using System.Collections.Concurrent;

namespace Monitor.Scraping;

/// <summary>All instances that are watched now.</summary>
internal sealed class InstanceBoard
{
    private readonly ConcurrentDictionary<Target, WatchedInstance> _instances = new();

    public IEnumerable<WatchedInstance> All => _instances.Values;

    public void Add(WatchedInstance instance) => _instances[instance.Target] = instance;

    public void Remove(Target target) => _instances.TryRemove(target, out _);
}
