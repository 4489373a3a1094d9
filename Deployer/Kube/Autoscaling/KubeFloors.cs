using System.Globalization;
using Deployer.Control;
using Deployer.Kube.Watching;
using Deployer.Rollouts;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Deployer.Kube.Autoscaling;

/// <summary>
/// Raises <c>minReplicas</c> of the HorizontalPodAutoscaler that has the workload's name, by <c>autoscaling/v1</c>, which all
/// versions of Kubernetes serve. A track without one keeps the number of pods that it has.
/// </summary>
internal sealed class KubeFloors(KubeApi api, KubeView view) : ITrackFloors
{
    public const string Was = "slipway.dev/min-replicas-was";
    public const string Raised = "slipway.dev/min-replicas-raised-to";

    private const string Resource = "horizontalpodautoscalers";

    public async Task<int?> SetFloorAsync(TrackKey track, int? floor, CancellationToken cancellationToken)
    {
        var name = view.TrackOf(track).Track.Name;
        if (await api.FindAsync(
            Resource,
            name,
            (client, cancel) => client.AutoscalingV1.ReadNamespacedHorizontalPodAutoscalerAsync(
                name, api.Namespace, cancellationToken: cancel),
            cancellationToken) is not { } autoscaler)
        {
            return null;
        }

        var now = Read(autoscaler);
        var next = now.With(floor, autoscaler.Spec.MaxReplicas);
        if (next != now)
        {
            await WriteAsync(autoscaler, next, cancellationToken);
        }

        return floor is null ? null : next.Min;
    }

    internal static FloorPlan Read(V1HorizontalPodAutoscaler autoscaler) => new(
        autoscaler.Spec.MinReplicas ?? 1, NumberOf(autoscaler, Was), NumberOf(autoscaler, Raised));

    // Over exactly what was read: a change by someone else in between makes it a conflict, and the next pass looks again.
    private async Task WriteAsync(V1HorizontalPodAutoscaler autoscaler, FloorPlan plan, CancellationToken cancellationToken)
    {
        var patch = new V1Patch(
            new
            {
                metadata = new
                {
                    resourceVersion = autoscaler.Metadata.ResourceVersion,
                    annotations = new Dictionary<string, string?> { [Was] = Text(plan.Was), [Raised] = Text(plan.Raised) },
                },
                spec = new { minReplicas = plan.Min },
            },
            V1Patch.PatchType.MergePatch);
        try
        {
            await api.AskAsync(
                "patch",
                Resource,
                autoscaler.Name(),
                (client, cancel) => client.AutoscalingV1.PatchNamespacedHorizontalPodAutoscalerAsync(
                    patch, autoscaler.Name(), api.Namespace, fieldManager: KubeNames.FieldManager, cancellationToken: cancel),
                cancellationToken);
        }
        catch (HttpOperationException exception) when (exception.IsConflict || exception.IsNotFound)
        {
            throw new ClusterUnavailableException(
                $"HorizontalPodAutoscaler '{autoscaler.Name()}' was changed by another meanwhile; it is looked at again", exception);
        }
    }

    private static int? NumberOf(V1HorizontalPodAutoscaler autoscaler, string annotation) =>
        int.TryParse(autoscaler.GetAnnotation(annotation), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
