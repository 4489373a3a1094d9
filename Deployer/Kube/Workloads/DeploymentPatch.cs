using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Workloads;

/// <summary>
/// Changes of a Deployment, valid only for the version that was read. Strategic merge, not server-side apply: what is
/// applied once and not the next time is removed, so that the replicas set for a start from zero would fall back to one
/// at the next rollout, under an autoscaler's hands.
/// </summary>
internal static class DeploymentPatch
{
    public static V1Patch Roll(V1Deployment read, string container, Release release, int? replicas)
    {
        var spec = new Dictionary<string, object>
        {
            ["template"] = new
            {
                metadata = new { annotations = new Dictionary<string, string> { [KubeNames.Digest] = $"{release.Digest}" } },
                spec = new { containers = new[] { new { name = container, image = release.ToString() } } },
            },
        };
        if (replicas is { } number)
        {
            spec["replicas"] = number;
        }

        return Patch(read, new Dictionary<string, string> { [KubeNames.ChangeCause] = $"Slipway: {release}" }, spec);
    }

    public static V1Patch Scale(V1Deployment read, int replicas) =>
        Patch(read, annotations: null, new Dictionary<string, object> { ["replicas"] = replicas });

    private static V1Patch Patch(
        V1Deployment read, Dictionary<string, string>? annotations, Dictionary<string, object> spec)
    {
        var metadata = new Dictionary<string, object> { ["resourceVersion"] = read.Metadata.ResourceVersion };
        if (annotations is not null)
        {
            metadata["annotations"] = annotations;
        }

        return new V1Patch(
            new Dictionary<string, object> { ["metadata"] = metadata, ["spec"] = spec },
            V1Patch.PatchType.StrategicMergePatch);
    }
}
