using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Deployer.Control;
using Deployer.Control.Json;
using Deployer.Rollouts;
using k8s.Models;

namespace Deployer.Kube.Records;

/// <summary>A track's record as a ConfigMap: one key for each half.</summary>
internal static class RecordMap
{
    public const string Desired = "desired";
    public const string Status = "status";

    /// <exception cref="ClusterUnavailableException">Somebody has written something else there.</exception>
    public static TrackRecord Read(V1ConfigMap? map) => map is null
        ? TrackRecord.Empty
        : new TrackRecord(
            Read(map, Desired, RecordJson.Default.DesiredRelease),
            Read(map, Status, RecordJson.Default.TrackStatus) ?? TrackStatus.Empty);

    public static string Write(DesiredRelease desired) => JsonSerializer.Serialize(desired, RecordJson.Default.DesiredRelease);

    public static string Write(TrackStatus status) => JsonSerializer.Serialize(status, RecordJson.Default.TrackStatus);

    public static V1ConfigMap New(KubeTrack track, string key, string value) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = track.RecordName,
            Labels = new Dictionary<string, string>
            {
                [KubeNames.ManagedByLabel] = KubeNames.FieldManager,
                [KubeNames.ServiceLabel] = track.Key.Service,
                [KubeNames.TrackLabel] = track.Key.Track,
            },
        },
        Data = new Dictionary<string, string> { [key] = value },
    };

    /// <summary>Changes one half, if the ConfigMap is still the one that was read.</summary>
    public static V1Patch Patch(V1ConfigMap read, string key, string value) => new(
        new Dictionary<string, object>
        {
            ["metadata"] = new Dictionary<string, string> { ["resourceVersion"] = read.Metadata.ResourceVersion },
            ["data"] = new Dictionary<string, string> { [key] = value },
        },
        V1Patch.PatchType.MergePatch);

    private static T? Read<T>(V1ConfigMap map, string key, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return map.Data?.TryGetValue(key, out var text) == true ? JsonSerializer.Deserialize(text, type) : null;
        }
        catch (JsonException exception)
        {
            throw new ClusterUnavailableException(
                $"ConfigMap '{map.Name()}' holds no record under '{key}'; mend or delete it: {exception.Message}", exception);
        }
    }
}
