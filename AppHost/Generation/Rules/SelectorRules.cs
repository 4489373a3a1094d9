using AppHost.Generation.Model;

namespace AppHost.Generation.Rules;

/// <summary>A workload counts its own pods and nobody else's.</summary>
internal static class SelectorRules
{
    public static IEnumerable<Fault> Check(ObjectSet set)
    {
        var workloads = set.Workloads.ToList();
        foreach (var workload in workloads)
        {
            if (workload.Selector.Count == 0 || !Workload.Matches(workload.Selector, workload.PodLabels))
            {
                yield return new Fault($"{workload.Object}: spec.selector", "does not match the labels of its own pods");
            }

            foreach (var other in workloads.Where(other => other != workload && Workload.Matches(workload.Selector, other.PodLabels)))
            {
                yield return new Fault(
                    $"{workload.Object}: spec.selector", $"matches the pods of {other.Object} too: an autoscaler would count them");
            }
        }

        foreach (var service in set.OfKind("Service").Where(service => service.Content.At("spec", "selector") is not null))
        {
            var selector = service.Content.TextsAt("spec", "selector");
            if (!workloads.Exists(workload => Workload.Matches(selector, workload.PodLabels)))
            {
                yield return new Fault($"{service}: spec.selector", "matches no pods");
            }
        }

        foreach (var budget in set.OfKind("PodDisruptionBudget"))
        {
            var selector = budget.Content.TextsAt("spec", "selector", "matchLabels");
            if (!workloads.Exists(workload => Workload.Matches(selector, workload.PodLabels)))
            {
                yield return new Fault($"{budget}: spec.selector", "matches no pods");
            }
        }
    }
}
