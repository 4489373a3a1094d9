using System.Collections.Immutable;
using System.Globalization;
using k8s;
using k8s.Models;

namespace Deployer.Kube.Watching;

/// <summary>The newest known version of each object, by name.</summary>
internal sealed class ObjectStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, T> _items = [];

    public IEnumerable<T> Items => Volatile.Read(ref _items).Values;

    public T? Find(string name) => Volatile.Read(ref _items).GetValueOrDefault(name);

    /// <summary>Takes an object in, unless a newer version of it is known; returns what it replaces, and whether it was taken.</summary>
    public (T? Before, bool Taken) Put(T item)
    {
        lock (_lock)
        {
            var before = _items.GetValueOrDefault(item.Name());
            if (before is not null && VersionOf(before) >= VersionOf(item))
            {
                return (before, false);
            }

            Volatile.Write(ref _items, _items.SetItem(item.Name(), item));
            return (before, true);
        }
    }

    /// <param name="item">As it was when it went.</param>
    public bool Remove(T item)
    {
        lock (_lock)
        {
            if (_items.GetValueOrDefault(item.Name()) is not { } known || VersionOf(known) > VersionOf(item))
            {
                return false;
            }

            Volatile.Write(ref _items, _items.Remove(item.Name()));
            return true;
        }
    }

    /// <summary>Takes a list for the whole truth, but for what is newer; returns what has changed.</summary>
    public IReadOnlyList<(T? Before, T? After)> Replace(IEnumerable<T> items, string version)
    {
        lock (_lock)
        {
            var before = _items;
            var newer = before.Where(pair => VersionOf(pair.Value) > Parse(version));
            var after = items.ToImmutableDictionary(item => item.Name()).SetItems(newer);
            Volatile.Write(ref _items, after);
            return
            [
                .. before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => ((T?)pair.Value, (T?)null)),
                .. after.Where(pair => VersionOf(pair.Value) != VersionOf(before.GetValueOrDefault(pair.Key)))
                    .Select(pair => (before.GetValueOrDefault(pair.Key), (T?)pair.Value)),
            ];
        }
    }

    private static ulong VersionOf(T? item) => Parse(item?.Metadata.ResourceVersion);

    // Every API server on etcd counts upwards; since 1.35 the API says so itself.
    private static ulong Parse(string? version) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
