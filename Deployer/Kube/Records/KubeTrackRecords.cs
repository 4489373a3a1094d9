using Deployer.Control;
using Deployer.Kube.Watching;
using Deployer.Rollouts;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Deployer.Kube.Records;

/// <summary>
/// Keeps each track's record in a ConfigMap of its own. Not in annotations of the workload: <c>kubectl rollout undo</c>
/// brings back the annotations that stood there when the old template did, and an old record with them.
/// </summary>
internal sealed class KubeTrackRecords(KubeApi api, KubeView view) : ITrackRecords
{
    private const string Resource = "configmaps";
    private const int Attempts = 8;

    public async Task<TrackRecord> ReadAsync(TrackKey track, CancellationToken cancellationToken)
    {
        var watched = view.TrackOf(track);
        return RecordMap.Read(await watched.Record.FindAsync(watched.Track.RecordName, cancellationToken));
    }

    /// <summary>The newest wins, and takes the ids of those with it that another replica wrote in between.</summary>
    public Task WriteDesiredAsync(TrackKey track, DesiredRelease desired, CancellationToken cancellationToken) =>
        WriteAsync(view.TrackOf(track), RecordMap.Desired, record => RecordMap.Write(Over(record, desired)), cancellationToken);

    /// <summary>Only over the status that the decision came from: whoever has lost the lead meanwhile writes nothing.</summary>
    public Task WriteStatusAsync(
        TrackKey track, TrackStatus status, TrackStatus before, CancellationToken cancellationToken)
    {
        var expected = RecordMap.Write(before);
        return WriteAsync(
            view.TrackOf(track),
            RecordMap.Status,
            record => RecordMap.Write(record.Status) == expected
                ? RecordMap.Write(status)
                : throw new RecordChangedException(
                    $"the status of {track} was changed by another meanwhile; what was decided is void"),
            cancellationToken);
    }

    private static DesiredRelease Over(TrackRecord record, DesiredRelease desired) =>
        record.Unanswered is { } other && other.Id != desired.Id && !desired.Replaces.Contains(other.Id)
            ? desired.Replacing(other)
            : desired;

    private async Task WriteAsync(
        WatchedTrack track, string key, Func<TrackRecord, string> value, CancellationToken cancellationToken)
    {
        var name = track.Track.RecordName;
        var map = await track.Record.FindAsync(name, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                track.Record.Put(await WriteOnceAsync(track.Track, map, key, value(RecordMap.Read(map)), cancellationToken));
                return;
            }
            catch (HttpOperationException exception) when ((exception.IsConflict || exception.IsNotFound) && attempt < Attempts)
            {
                // The other half was written, or the ConfigMap came or went: again, over what is there now.
                map = await api.FindAsync(
                    Resource,
                    name,
                    (client, cancel) => client.CoreV1.ReadNamespacedConfigMapAsync(name, api.Namespace, cancellationToken: cancel),
                    cancellationToken);
            }
            catch (HttpOperationException exception) when (exception.IsConflict || exception.IsNotFound)
            {
                throw new ClusterUnavailableException($"ConfigMap '{name}' changes faster than it can be written", exception);
            }
        }
    }

    private Task<V1ConfigMap> WriteOnceAsync(
        KubeTrack track, V1ConfigMap? map, string key, string value, CancellationToken cancellationToken) => map is null
        ? api.AskAsync(
            "create",
            Resource,
            null,
            (client, cancel) => client.CoreV1.CreateNamespacedConfigMapAsync(
                RecordMap.New(track, key, value), api.Namespace, fieldManager: KubeNames.FieldManager, cancellationToken: cancel),
            cancellationToken)
        : api.AskAsync(
            "patch",
            Resource,
            track.RecordName,
            (client, cancel) => client.CoreV1.PatchNamespacedConfigMapAsync(
                RecordMap.Patch(map, key, value),
                track.RecordName,
                api.Namespace,
                fieldManager: KubeNames.FieldManager,
                cancellationToken: cancel),
            cancellationToken);
}
