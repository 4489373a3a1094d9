using System.Collections.Immutable;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Rules;

/// <summary>Everything that will be applied together.</summary>
/// <param name="Configuration">Keys and values of the ConfigMaps that are made when applying, by their names.</param>
/// <param name="Filled">Keys of the Secrets and ConfigMaps that are filled in elsewhere, by their names; none: any key.</param>
internal sealed record ObjectSet(
    ImmutableArray<KubeObject> Objects,
    ImmutableDictionary<string, ImmutableArray<KeyValuePair<string, string>>> Configuration,
    ImmutableDictionary<string, ImmutableArray<string>> Filled)
{
    public IEnumerable<Workload> Workloads =>
        Objects.Where(found => found.IsWorkload).Select(found => new Workload(found));

    public IEnumerable<KubeObject> OfKind(string kind) => Objects.Where(found => found.Kind == kind);
}
