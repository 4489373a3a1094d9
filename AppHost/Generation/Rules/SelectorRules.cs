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

        var selecting = set.OfKind("Service").Where(service => service.Content.At("spec", "selector") is not null)
            .Select(service => (Object: service, Selector: service.Content.TextsAt("spec", "selector")))
            .Concat(set.OfKind("PodDisruptionBudget")
                .Select(budget => (Object: budget, Selector: budget.Content.TextsAt("spec", "selector", "matchLabels"))));
        foreach (var (found, selector) in selecting)
        {
            if (!workloads.Exists(workload => Workload.Matches(selector, workload.PodLabels)))
            {
                yield return new Fault($"{found}: spec.selector", "matches no pods");
            }
        }
    }
}
