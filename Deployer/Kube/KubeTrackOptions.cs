using System.ComponentModel.DataAnnotations;

namespace Deployer.Kube;

/// <summary>Where a track's pods come from; configuration <c>Kube:Services:{service}:Tracks:{track}</c>.</summary>
internal sealed class KubeTrackOptions
{
    public WorkloadKind Kind { get; set; } = WorkloadKind.Deployment;

    /// <summary>The workload's name; <c>{service}-{track}</c> when empty.</summary>
    public string? Name { get; set; }

    /// <summary>The container that runs the released image; the service's name when empty.</summary>
    public string? Container { get; set; }

    /// <summary>How many pods a track gets that has none; one that has some keeps its number.</summary>
    [Range(1, 1000)]
    public int Replicas { get; set; } = 1;
}
