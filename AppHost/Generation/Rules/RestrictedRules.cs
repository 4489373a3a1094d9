using AppHost.Generation.Model;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Rules;

/// <summary>The restricted Pod Security Standard, and a root that nobody writes to.</summary>
/// <remarks>kubernetes.io/docs/concepts/security/pod-security-standards.</remarks>
internal static class RestrictedRules
{
    private static readonly string[] HostFields = ["hostNetwork", "hostPID", "hostIPC"];

    private static readonly string[] VolumeTypes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IEnumerable<Fault> Check(ObjectSet set) => set.Workloads.SelectMany(Check);

    private static IEnumerable<Fault> Check(Workload workload)
    {
        var pod = $"{workload.Object}: spec.template.spec";
        var spec = workload.PodSpec;
        foreach (var field in HostFields.Where(field => spec?.At(field) is Node.Flag { Value: true }))
        {
            yield return new Fault($"{pod}.{field}", "must not be");
        }

        if (spec?.At("securityContext", "runAsNonRoot") is not Node.Flag { Value: true })
        {
            yield return new Fault($"{pod}.securityContext.runAsNonRoot", "must be true");
        }

        if (spec?.At("securityContext", "runAsUser") is Node.Number { Value: 0 })
        {
            yield return new Fault($"{pod}.securityContext.runAsUser", "must not be 0");
        }

        if (spec?.TextAt("securityContext", "seccompProfile", "type") is not ("RuntimeDefault" or "Localhost"))
        {
            yield return new Fault($"{pod}.securityContext.seccompProfile.type", "must be RuntimeDefault");
        }

        foreach (var volume in spec?.ItemsAt("volumes") ?? [])
        {
            if (((Node.Map)volume).Entries.Any(entry => entry.Key != "name" && !VolumeTypes.Contains(entry.Key)))
            {
                yield return new Fault($"{pod}.volumes", $"'{volume.TextAt("name")}' is of a type that restricted pods may not have");
            }
        }

        foreach (var fault in workload.Containers.SelectMany(container => Check(container.Container, container.Place)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Fault> Check(Node container, string place)
    {
        if (container.At("securityContext", "allowPrivilegeEscalation") is not Node.Flag { Value: false })
        {
            yield return new Fault($"{place}.securityContext.allowPrivilegeEscalation", "must be false");
        }

        if (container.At("securityContext", "readOnlyRootFilesystem") is not Node.Flag { Value: true })
        {
            yield return new Fault($"{place}.securityContext.readOnlyRootFilesystem", "must be true");
        }

        if (!container.ItemsAt("securityContext", "capabilities", "drop").Contains("ALL"))
        {
            yield return new Fault($"{place}.securityContext.capabilities.drop", "must hold ALL");
        }

        if (container.ItemsAt("ports").Any(port => port.At("hostPort") is not null))
        {
            yield return new Fault($"{place}.ports", "must not be ports of the host");
        }
    }
}
