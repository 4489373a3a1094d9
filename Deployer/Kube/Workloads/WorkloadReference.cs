using k8s;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>Names an object in the way that an Event does.</summary>
internal static class WorkloadReference
{
    public static V1ObjectReference To<T>(T item, string @namespace)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var kind = item.GetKubernetesTypeMetadata();
        return new V1ObjectReference
        {
            ApiVersion = string.IsNullOrEmpty(kind.Group) ? kind.ApiVersion : $"{kind.Group}/{kind.ApiVersion}",
            Kind = kind.Kind,
            Name = item.Metadata.Name,
            NamespaceProperty = @namespace,
            Uid = item.Metadata.Uid,
        };
    }
}
