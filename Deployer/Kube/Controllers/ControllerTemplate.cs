using System.Globalization;
using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Controllers;

/// <summary>Makes ReplicationControllers, and changes of them.</summary>
internal static class ControllerTemplate
{
    /// <summary>A controller for the release, otherwise as <paramref name="from"/>. Services select its pods as before.</summary>
    public static V1ReplicationController Next(
        KubeTrack track, V1ReplicationController from, Release release, int revision, int wanted, int replicas)
    {
        var mark = release.Digest.Short;
        var template = from.Spec.Template;
        var container = ControllerSet.ContainerOf(from, track.Container)!;
        var containers = template.Spec.Containers.ToList();
        containers[containers.IndexOf(container)] = container with { Image = release.ToString() };
        return new V1ReplicationController
        {
            Metadata = new V1ObjectMeta
            {
                Name = ControllerNames.Of(track.Name, release.Digest),
                Labels = With(from.Metadata.Labels, ControllerLabels.Deployment, mark),
                Annotations = AnnotationsOf(release, revision, wanted),
            },
            Spec = new V1ReplicationControllerSpec
            {
                Replicas = replicas,
                MinReadySeconds = from.Spec.MinReadySeconds,
                Selector = With(from.Spec.Selector, ControllerLabels.Deployment, mark),
                Template = template with
                {
                    Metadata = new V1ObjectMeta
                    {
                        Labels = With(template.Metadata?.Labels, ControllerLabels.Deployment, mark),
                        Annotations = With(template.Metadata?.Annotations, KubeNames.Digest, $"{release.Digest}"),
                    },
                    Spec = template.Spec with { Containers = containers },
                },
            },
        };
    }

    /// <summary>Makes a controller that is already there the one that the track goes to.</summary>
    public static V1Patch Again(V1ReplicationController read, Release release, int revision, int wanted, int? replicas) =>
        Patch(read, AnnotationsOf(release, revision, wanted), replicas);

    public static V1Patch Scale(V1ReplicationController read, int replicas) => Patch(read, annotations: null, replicas);

    /// <summary>Writes down how many pods the track is to have.</summary>
    /// <param name="replicas">How many of them this controller has at once; null to leave that as it is.</param>
    public static V1Patch Want(V1ReplicationController read, int wanted, int? replicas) => Patch(
        read,
        new Dictionary<string, string> { [ControllerLabels.Wanted] = wanted.ToString(CultureInfo.InvariantCulture) },
        replicas);

    private static Dictionary<string, string> AnnotationsOf(Release release, int revision, int wanted) => new()
    {
        [KubeNames.ChangeCause] = $"Slipway: {release}",
        [ControllerLabels.Revision] = revision.ToString(CultureInfo.InvariantCulture),
        [ControllerLabels.Wanted] = wanted.ToString(CultureInfo.InvariantCulture),
    };

    private static V1Patch Patch(V1ReplicationController read, Dictionary<string, string>? annotations, int? replicas)
    {
        var metadata = new Dictionary<string, object> { ["resourceVersion"] = read.Metadata.ResourceVersion };
        if (annotations is not null)
        {
            metadata["annotations"] = annotations;
        }

        var patch = new Dictionary<string, object> { ["metadata"] = metadata };
        if (replicas is { } number)
        {
            patch["spec"] = new { replicas = number };
        }

        return new V1Patch(patch, V1Patch.PatchType.MergePatch);
    }

    private static Dictionary<string, string> With(IDictionary<string, string>? pairs, string key, string value) =>
        new(pairs ?? new Dictionary<string, string>()) { [key] = value };
}
