using k8s;
using k8s.Models;

namespace Tests.Kube;

/// <summary>Pods as a kubelet has reported them.</summary>
internal static class GoldenPods
{
    public static V1Pod Read(string name) => KubernetesJson.Deserialize<V1Pod>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "Kube", $"{name}.json")));
}
