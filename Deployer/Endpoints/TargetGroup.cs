using Deployer.Control;
using Deployer.Rollouts;

namespace Deployer.Endpoints;

/// <summary>One target with its labels.</summary>
internal sealed record TargetGroup(IReadOnlyList<string> Targets, IReadOnlyDictionary<string, string> Labels)
{
    public static TargetGroup Of(TrackKey track, Instance instance) => new(
        [instance.Address!],
        new Dictionary<string, string>
        {
            ["service"] = track.Service,
            ["track"] = track.Track,
            ["instance"] = instance.Name,
            ["image"] = instance.Release.Image.Familiar,
            ["digest"] = instance.Release.Digest.ToString(),
            ["version"] = instance.Version ?? "",
        });
}
