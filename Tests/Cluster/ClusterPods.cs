using k8s;

namespace Tests.Cluster;

/// <summary>Single pods of instances.</summary>
internal static class ClusterPods
{
    /// <summary>Where the pod serves, once it runs.</summary>
    public static async Task<Uri> AddressAsync(string @namespace, string name, TimeSpan patience)
    {
        Uri? address = null;
        await Eventually.TrueAsync(async () =>
        {
            var pod = await ClusterNamespace.Admin.CoreV1.ReadNamespacedPodAsync(name, @namespace);
            address = pod.Status.Phase == "Running" ? new Uri($"http://{pod.Status.PodIP}:8080/") : null;
            return address is not null;
        }, $"{name} runs", patience);
        return address!;
    }
}
