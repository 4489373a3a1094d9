using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>What keeps the pods of one track, whatever its kind.</summary>
internal interface IWorkload
{
    KubeTrack Track { get; }

    Task<TrackObservation> ObserveAsync(CancellationToken cancellationToken);

    Task RollAsync(Release release, CancellationToken cancellationToken);

    Task ScaleAsync(int? instances, CancellationToken cancellationToken);

    Task ScaleToZeroAsync(CancellationToken cancellationToken);

    Task<IEnumerable<V1Pod>> PodsAsync(CancellationToken cancellationToken);

    /// <summary>The object on which events stand; null when there is none.</summary>
    Task<V1ObjectReference?> ReferenceAsync(CancellationToken cancellationToken);
}
