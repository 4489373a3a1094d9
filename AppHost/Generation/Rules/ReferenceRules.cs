using AppHost.Generation.Model;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Rules;

/// <summary>Whatever an object names is there, or is filled in.</summary>
internal static class ReferenceRules
{
    public static IEnumerable<Fault> Check(ObjectSet set)
    {
        foreach (var workload in set.Workloads)
        {
            var account = workload.PodSpec?.TextAt("serviceAccountName");
            if (!set.OfKind("ServiceAccount").Any(found => found.Name == account))
            {
                yield return new Fault(
                    $"{workload.Object}: spec.template.spec.serviceAccountName", $"there is no ServiceAccount {account}");
            }

            foreach (var fault in workload.Containers.SelectMany(container => Check(container.Container, container.Place, set)))
            {
                yield return fault;
            }

            var known = workload.PodSpec!.ItemsAt("volumes").Select(volume => volume.TextAt("name"))
                .Concat(workload.Object.Content.ItemsAt("spec", "volumeClaimTemplates")
                    .Select(claim => claim.TextAt("metadata", "name"))).ToList();
            foreach (var (container, place) in workload.Containers)
            {
                foreach (var mount in container.ItemsAt("volumeMounts").Where(mount => !known.Contains(mount.TextAt("name"))))
                {
                    yield return new Fault($"{place}.volumeMounts", $"there is no volume {mount.TextAt("name")}");
                }

                foreach (var group in container.ItemsAt("volumeMounts").GroupBy(mount => mount.TextAt("mountPath"))
                    .Where(group => group.Count() > 1))
                {
                    yield return new Fault($"{place}.volumeMounts", $"{group.Count()} volumes are mounted at {group.Key}");
                }
            }
        }
    }

    private static IEnumerable<Fault> Check(Node container, string place, ObjectSet set)
    {
        foreach (var map in container.ItemsAt("envFrom").Select(source => source.TextAt("configMapRef", "name"))
            .OfType<string>().Where(map => !set.Configuration.ContainsKey(map)))
        {
            yield return new Fault($"{place}.envFrom", $"there is no ConfigMap {map}");
        }

        foreach (var variable in container.ItemsAt("env"))
        {
            var reference = variable.At("valueFrom", "secretKeyRef") ?? variable.At("valueFrom", "configMapKeyRef");
            if (reference is null)
            {
                continue;
            }

            var name = reference.TextAt("name") ?? "";
            var key = reference.TextAt("key") ?? "";
            var isWritten = set.Configuration.TryGetValue(name, out var written) && written.Any(entry => entry.Key == key);
            if (!isWritten && (!set.Filled.TryGetValue(name, out var keys) || (!keys.IsEmpty && !keys.Contains(key))))
            {
                yield return new Fault($"{place}.env[{variable.TextAt("name")}]", $"nothing gives {name} a key {key}");
            }
        }
    }
}
