using System.Collections.Concurrent;

namespace Deployer.Control;

/// <summary>Doubles the delay of a key with every failure in a row.</summary>
internal sealed class RetryDelays<TKey>(TimeSpan first, TimeSpan longest)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TimeSpan> _last = new();

    public TimeSpan Next(TKey key) =>
        _last.AddOrUpdate(key, first, (_, last) => last * 2 < longest ? last * 2 : longest);

    public void Forget(TKey key) => _last.TryRemove(key, out _);
}
