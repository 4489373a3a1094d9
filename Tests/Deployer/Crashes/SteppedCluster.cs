using System.Collections.Concurrent;
using Deployer.Control;
using Deployer.Rollouts;

namespace Tests.Crashes;

/// <summary>
/// A cluster that tells of each step before and after everything that is written or done there. Its names are those of the
/// state machine's phases and actions.
/// </summary>
internal sealed class SteppedCluster(ITrackRecords records, ITrackWorkloads workloads, Action<string> pass)
    : ITrackRecords, ITrackWorkloads
{
    private readonly ConcurrentDictionary<TrackKey, TrackStatus> _last = new();

    public async Task<TrackRecord> ReadAsync(TrackKey track, CancellationToken cancellationToken)
    {
        var record = await records.ReadAsync(track, cancellationToken);
        _last[track] = record.Status;
        return record;
    }

    public Task WriteDesiredAsync(TrackKey track, DesiredRelease desired, CancellationToken cancellationToken) =>
        StepAsync("write the request", () => records.WriteDesiredAsync(track, desired, cancellationToken));

    public async Task WriteStatusAsync(
        TrackKey track, TrackStatus status, TrackStatus before, CancellationToken cancellationToken)
    {
        await StepAsync(
            $"write {Change(before, status)}", () => records.WriteStatusAsync(track, status, before, cancellationToken));
        _last[track] = status;
    }

    public Task<TrackObservation> ObserveAsync(TrackKey track, CancellationToken cancellationToken) =>
        workloads.ObserveAsync(track, cancellationToken);

    public Task RollAsync(TrackKey track, Release release, CancellationToken cancellationToken) => StepAsync(
        $"{nameof(RolloutAction.Roll)} while {_last[track].Latest?.Phase}",
        () => workloads.RollAsync(track, release, cancellationToken));

    public Task ScaleAsync(TrackKey track, int? instances, CancellationToken cancellationToken) => StepAsync(
        nameof(RolloutAction.Scale), () => workloads.ScaleAsync(track, instances, cancellationToken));

    public Task ScaleToZeroAsync(TrackKey track, CancellationToken cancellationToken) => StepAsync(
        nameof(RolloutAction.ScaleToZero), () => workloads.ScaleToZeroAsync(track, cancellationToken));

    public Task<IReadOnlyList<Instance>> ListInstancesAsync(TrackKey track, CancellationToken cancellationToken) =>
        workloads.ListInstancesAsync(track, cancellationToken);

    public IAsyncEnumerable<TrackKey> WatchAsync(CancellationToken cancellationToken) => workloads.WatchAsync(cancellationToken);

    private static string Change(TrackStatus before, TrackStatus after) =>
        after.Refused?.Id != before.Refused?.Id ? "refused"
        : after.Latest?.Id != before.Latest?.Id
            ? $"{after.Latest?.Phase}{(before.Latest is { Phase.IsActive: true } ? $" over {before.Latest.Phase}" : "")}"
        : after.Answered != before.Answered ? "joined"
        : after.Latest?.Phase == before.Latest?.Phase ? $"{after.Latest?.Phase} goes on"
        : $"{before.Latest?.Phase} to {after.Latest?.Phase}";

    private async Task StepAsync(string step, Func<Task> act)
    {
        pass($"before: {step}");
        await act();
        pass($"after: {step}");
    }
}
