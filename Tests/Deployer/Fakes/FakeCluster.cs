using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Deployer.Control;
using Deployer.Rollouts;

namespace Tests.Fakes;

/// <summary>A cluster in memory: what is rolled is complete at once, unless the test says otherwise.</summary>
internal sealed class FakeCluster : ITrackRecords, ITrackWorkloads, ITrackFloors
{
    private readonly ConcurrentDictionary<TrackKey, TrackRecord> _records = new();
    private readonly Channel<TrackKey> _changes = Channel.CreateUnbounded<TrackKey>();

    public ConcurrentDictionary<TrackKey, TrackObservation> Seen { get; } = new();

    public ConcurrentDictionary<TrackKey, IReadOnlyList<Instance>> Instances { get; } = new();

    public ConcurrentQueue<(TrackKey Track, Release Release)> Rolls { get; } = new();

    public ConcurrentDictionary<TrackKey, int?> Floors { get; } = new();

    public bool Away { get; set; }

    public bool FloorsAway { get; set; }

    public int FloorsAsked { get; private set; }

    public int MaxFloor { get; set; } = int.MaxValue;

    /// <summary>What is seen of a release right after it was rolled.</summary>
    public Func<Release, TrackObservation> Starts { get; set; } =
        release => new TrackObservation(release, new RolloutProgress(1, 1, 1, 0), []);

    public void Show(TrackKey track, TrackObservation seen)
    {
        Seen[track] = seen;
        _changes.Writer.TryWrite(track);
    }

    public Task<TrackRecord> ReadAsync(TrackKey track, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(_records.GetValueOrDefault(track, TrackRecord.Empty));
    }

    public Task WriteDesiredAsync(TrackKey track, DesiredRelease desired, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _records.AddOrUpdate(
            track, _ => TrackRecord.Empty with { Desired = desired }, (_, record) => record with { Desired = desired });
        return Task.CompletedTask;
    }

    public Task WriteStatusAsync(
        TrackKey track, TrackStatus status, TrackStatus before, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _records.AddOrUpdate(
            track, _ => TrackRecord.Empty with { Status = status }, (_, record) => record with { Status = status });
        return Task.CompletedTask;
    }

    public Task<TrackObservation> ObserveAsync(TrackKey track, CancellationToken cancellationToken) =>
        Task.FromResult(Seen.GetValueOrDefault(track, TrackObservation.Nothing));

    public Task RollAsync(TrackKey track, Release release, CancellationToken cancellationToken)
    {
        if (Seen.GetValueOrDefault(track)?.Template != release)
        {
            Rolls.Enqueue((track, release));
            Show(track, Starts(release));
        }

        return Task.CompletedTask;
    }

    public Task ScaleAsync(TrackKey track, int? instances, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int?> SetFloorAsync(TrackKey track, int? floor, CancellationToken cancellationToken)
    {
        FloorsAsked++;
        if (FloorsAway)
        {
            throw new ClusterUnavailableException("the autoscaler cannot be reached");
        }

        Floors[track] = floor;
        return Task.FromResult(floor is { } asked ? Math.Min(asked, MaxFloor) : (int?)null);
    }

    public Task ScaleToZeroAsync(TrackKey track, CancellationToken cancellationToken)
    {
        Show(track, TrackObservation.Nothing);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Instance>> ListInstancesAsync(TrackKey track, CancellationToken cancellationToken) =>
        Task.FromResult(Instances.GetValueOrDefault(track, []));

    public async IAsyncEnumerable<TrackKey> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var track in _changes.Reader.ReadAllAsync(cancellationToken))
        {
            yield return track;
        }
    }

    private void ThrowIfAway()
    {
        if (Away)
        {
            throw new ClusterUnavailableException("the cluster cannot be reached");
        }
    }
}
