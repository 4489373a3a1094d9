using k8s;
using k8s.Models;

namespace Tests.Cluster;

/// <summary>Single pods of instances.</summary>
internal static class ClusterPods
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Where a pod that runs serves.</summary>
    public static Uri AddressOf(V1Pod pod) => new($"http://{pod.Status.PodIP}:8080/");

    /// <summary>Where the pod serves, once it runs.</summary>
    public static async Task<Uri> AddressAsync(string @namespace, string name)
    {
        Uri? address = null;
        await Eventually.TrueAsync(async () =>
        {
            var pod = await ClusterNamespace.Admin.CoreV1.ReadNamespacedPodAsync(name, @namespace);
            address = pod.Status.Phase == "Running" ? AddressOf(pod) : null;
            return address is not null;
        }, $"{name} runs", Eventually.Longest);
        return address!;
    }

    /// <summary>Asks the instance until it has taken what it is told; see instance.c.</summary>
    public static async Task TellAsync(Uri address, string what)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = AnswerTimeout };
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var answer = await client.GetAsync(what);
                return answer.IsSuccessStatusCode;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // It does not listen yet, or is too slow.
                return false;
            }
        }, $"the pod does as it is told: {what}", Eventually.Longest);
    }
}
