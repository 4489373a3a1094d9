using System.Text.RegularExpressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Rules;

/// <summary>Containers of a known image, with bounds, that can be asked whether they are well.</summary>
internal static partial class ContainerRules
{
    private static readonly string[] Bounds = ["requests", "limits"];

    public static IEnumerable<Fault> Check(ObjectSet set)
    {
        foreach (var (container, place, isFirst) in set.Workloads.SelectMany(workload =>
            workload.Containers.Select((found, index) => (found.Container, found.Place, index == 0))))
        {
            if (ImageFault(container.TextAt("image") ?? "") is { } fault)
            {
                yield return new Fault($"{place}.image", fault);
            }

            var listens = container.ItemsAt("ports").Any(port => port.TextAt("protocol") != "UDP");
            // What stands beside a service must not decide about its traffic.
            foreach (var probe in Workload.Probes
                .Where(probe => listens && (isFirst || probe == Workload.Liveness) && container.At(probe) is null))
            {
                yield return new Fault($"{place}.{probe}", "is missing: nobody would notice that it is not well");
            }

            foreach (var bound in Bounds.SelectMany(bound => new[] { (bound, "cpu"), (bound, "memory") })
                .Where(bound => container.At("resources", bound.bound, bound.Item2) is null))
            {
                yield return new Fault($"{place}.resources.{bound.bound}.{bound.Item2}", "is missing");
            }
        }
    }

    private static string? ImageFault(string image)
    {
        var name = image.Split('/')[^1];
        return image.Length == 0 ? "is missing"
            : !ImagePattern().IsMatch(image) ? $"'{image}' is no image: lower-case, such as registry.example/team/api:v1"
            : name.Contains('@') ? null
            : !name.Contains(':') || name.EndsWith(":latest", StringComparison.Ordinal)
                ? $"'{image}' is whatever is newest: name a tag or a digest, in the AppHost or in an overlay"
            : null;
    }

    [GeneratedRegex(@"^[a-z0-9.-]+(?::[0-9]+)?(?:/[a-z0-9._-]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?(?:@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex ImagePattern();
}
