using AppHost.Generation.Model;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Rules;

/// <summary>An autoscaler has something to measure, and nobody else who says how many.</summary>
internal static class AutoscalerRules
{
    public static IEnumerable<Fault> Check(ObjectSet set)
    {
        foreach (var scaler in set.OfKind("HorizontalPodAutoscaler"))
        {
            var target = scaler.Content.TextAt("spec", "scaleTargetRef", "name");
            var kind = scaler.Content.TextAt("spec", "scaleTargetRef", "kind");
            var workload = set.Workloads.FirstOrDefault(found => found.Object.Kind == kind && found.Object.Name == target);
            if (workload is null)
            {
                yield return new Fault($"{scaler}: spec.scaleTargetRef", $"there is no {kind} {target}");
                continue;
            }

            if (workload.Object.Content.At("spec", "replicas") is not null)
            {
                yield return new Fault(
                    $"{workload.Object}: spec.replicas", $"{scaler} says how many: each apply would undo what it found");
            }

            if (scaler.Content.At("spec", "minReplicas") is Node.Number min
                && scaler.Content.At("spec", "maxReplicas") is Node.Number max
                && min.Value > max.Value)
            {
                yield return new Fault($"{scaler}: spec.minReplicas", $"is {min.Value}, more than maxReplicas, {max.Value}");
            }

            foreach (var (_, place) in workload.Containers
                .Where(container => container.Container.At("resources", "requests", "cpu") is null))
            {
                yield return new Fault(
                    $"{place}.resources.requests.cpu", $"is missing: {scaler} measures against it, and does nothing without");
            }
        }
    }
}
