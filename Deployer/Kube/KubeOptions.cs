using System.ComponentModel.DataAnnotations;
using Deployer.Rollouts;

namespace Deployer.Kube;

/// <summary>The Kubernetes cluster; configuration section <c>Kube</c>.</summary>
internal sealed class KubeOptions
{
    public const string Section = "Kube";

    /// <summary>Where the workloads are; empty: the Deployer's own namespace, or the one that the kubeconfig names.</summary>
    public string? Namespace { get; set; }

    /// <summary>The path of a kubeconfig; empty: <c>KUBECONFIG</c>, the user's own, or what the pod is given.</summary>
    public string? Kubeconfig { get; set; }

    /// <summary>A label selector that all pods and ReplicaSets of the tracks match; empty: the whole namespace is watched.</summary>
    public string? Selector { get; set; }

    /// <summary>How long the API server may take to answer. Short, so that a webhook is told in time to come again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    public LeaseOptions Lease { get; } = new();

    /// <summary>By the track; those that are not configured have the defaults.</summary>
    internal Dictionary<TrackKey, KubeTrackOptions> Tracks { get; } = [];

    public KubeTrack TrackOf(TrackKey key) => KubeTrack.Of(key, Tracks.GetValueOrDefault(key) ?? new KubeTrackOptions());
}
