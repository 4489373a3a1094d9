using System.ComponentModel.DataAnnotations;

namespace Monitor.Kube;

/// <summary>Section <c>Discovery:Kubernetes</c>: pods of one namespace, by their labels.</summary>
internal sealed class KubeOptions
{
    public const string Section = "Discovery:Kubernetes";

    /// <summary>A label selector, such as <c>app=api</c>; without it no pods are looked for.</summary>
    public string? Selector { get; set; }

    /// <summary>By default the Monitor's own.</summary>
    public string? Namespace { get; set; }

    /// <summary>A kubeconfig's path; by default the pod's account.</summary>
    public string? Kubeconfig { get; set; }

    /// <summary>What is scraped unless the pod's annotation <c>prometheus.io/port</c> says otherwise.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>What is scraped unless the pod's annotation <c>prometheus.io/path</c> says otherwise.</summary>
    [RegularExpression("/.*", ErrorMessage = "A path from / on is expected.")]
    public string Path { get; set; } = "/metrics";

    /// <summary>The label whose value is the service.</summary>
    [Required]
    public string ServiceLabel { get; set; } = "app";

    /// <summary>The label whose value is the track.</summary>
    [Required]
    public string TrackLabel { get; set; } = "track";
}
