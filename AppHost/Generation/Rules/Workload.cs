using System.Collections.Immutable;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Rules;

/// <summary>An object that makes pods.</summary>
internal sealed record Workload(KubeObject Object)
{
    /// <summary>The questions that a container may be asked.</summary>
    public static readonly ImmutableArray<string> Probes = ["startupProbe", "readinessProbe", Liveness];

    public const string Liveness = "livenessProbe";

    private const string Template = "template";

    public IReadOnlyDictionary<string, string> Selector => Object.Content.TextsAt("spec", "selector", "matchLabels");

    public IReadOnlyDictionary<string, string> PodLabels => Object.Content.TextsAt("spec", Template, "metadata", "labels");

    public Node? PodSpec => Object.Content.At("spec", Template, "spec");

    /// <summary>Each with its place in the object.</summary>
    public IEnumerable<(Node Container, string Place)> Containers =>
        (PodSpec?.ItemsAt("containers") ?? []).Select(
            (container, index) => (container, $"{Object}: spec.template.spec.containers[{index}]"));

    public static bool Matches(IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels) =>
        selector.All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value);
}
