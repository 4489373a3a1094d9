using System.Collections.Concurrent;
using System.Text.Json;
using Deployer.Control;
using Deployer.Control.Json;
using Deployer.Rollouts;

namespace Deployer.Local.Records;

/// <summary>Keeps each track's record in a file of its own.</summary>
internal sealed class LocalTrackRecords(ClusterFolder folder, TimeProvider time, ILogger<LocalTrackRecords> logger)
    : ITrackRecords
{
    private readonly ConcurrentDictionary<TrackKey, SemaphoreSlim> _gates = new();

    public async Task<TrackRecord> ReadAsync(TrackKey track, CancellationToken cancellationToken)
    {
        var gate = GateOf(track);
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await FileOf(track).ReadAsync(cancellationToken) ?? TrackRecord.Empty;
        }
        finally
        {
            gate.Release();
        }
    }

    public Task WriteDesiredAsync(TrackKey track, DesiredRelease desired, CancellationToken cancellationToken) =>
        UpdateAsync(track, record => record with { Desired = desired }, cancellationToken);

    public Task WriteStatusAsync(
        TrackKey track, TrackStatus status, TrackStatus before, CancellationToken cancellationToken)
    {
        var expected = Write(before);
        return UpdateAsync(
            track,
            record => Write(record.Status) == expected
                ? record with { Status = status }
                : throw new RecordChangedException($"the status of {track} was changed meanwhile; what was decided is void"),
            cancellationToken);
    }

    private async Task UpdateAsync(
        TrackKey track, Func<TrackRecord, TrackRecord> change, CancellationToken cancellationToken)
    {
        var gate = GateOf(track);
        await gate.WaitAsync(cancellationToken);
        try
        {
            var file = FileOf(track);
            var record = await file.ReadAsync(cancellationToken) ?? TrackRecord.Empty;
            await file.WriteAsync(change(record), cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private static string Write(TrackStatus status) => JsonSerializer.Serialize(status, RecordJson.Default.TrackStatus);

    private SemaphoreSlim GateOf(TrackKey track) => _gates.GetOrAdd(track, _ => new SemaphoreSlim(1, 1));

    private JsonFile<TrackRecord> FileOf(TrackKey track) =>
        new(folder.RecordOf(track), RecordJson.Default.TrackRecord, record => record.Status is not null, time, logger);
}
