using System.Collections.Immutable;
using System.Threading.Channels;
using Deployer.Control;
using Deployer.Local.FrontDoor;
using Deployer.Local.Instances;
using Deployer.Local.Processes;
using Deployer.Local.Records;
using Deployer.Rollouts;

namespace Deployer.Local.Tracks;

/// <summary>Brings a track's instances to what is wanted of it, one step of the plan at a time.</summary>
internal sealed class TrackController : IInstanceOwner, IAsyncDisposable
{
    private static readonly TimeSpan StepAgain = TimeSpan.FromSeconds(1);

    private readonly TrackKey _track;
    private readonly LocalServiceOptions _service;
    private readonly LocalTrackOptions _options;
    private readonly Node _node;
    private readonly BackendPool _pool;
    private readonly TrackWatch _watch;
    private readonly WorkloadStore _store;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private ImmutableList<InstanceRunner> _runners = [];
    private Task _run = Task.CompletedTask;

    public TrackController(
        TrackKey track, LocalServiceOptions service, Node node, BackendPool pool, TrackWatch watch)
    {
        _track = track;
        _service = service;
        _options = service.Tracks[track.Track];
        _node = node;
        _pool = pool;
        _watch = watch;
        _store = new WorkloadStore(Workload.FileOf(track, node.Folder, node.Time, node.Logger));
    }

    public TrackKey Track => _track;

    public LocalTrackOptions Options => _options;

    public Release? Template => _store.Current.Template;

    /// <summary>How many instances there should be: what was last said of that, or what is configured.</summary>
    public int Replicas => _options.MaxReplicas is { } max
        ? Math.Clamp(_store.Current.Replicas ?? _options.Replicas, Math.Min(max, Math.Max(_options.MinReplicas, Floor)), max)
        : Math.Max(_store.Current.Replicas ?? _options.Replicas, Floor);

    /// <summary>How many there are for the sake of another track, whatever the load; 0 for none.</summary>
    public int Floor => _store.Current.Floor;

    /// <summary>The oldest first; those that are being stopped among them.</summary>
    public IReadOnlyList<InstanceRunner> Instances => Volatile.Read(ref _runners);

    /// <summary>Takes over the instances that an earlier Deployer has left running, and begins to work.</summary>
    /// <exception cref="ClusterUnavailableException">The track's file could not be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.LoadAsync(cancellationToken);
        foreach (var record in _store.Current.Instances)
        {
            Adopt(record);
        }

        var left = _runners.Select(runner => runner.Status.Name).ToHashSet();
        await _store.ChangeAsync(
            workload => workload with { Instances = workload.Instances.RemoveAll(known => !left.Contains(known.Name)) },
            cancellationToken);
        _run = RunAsync(_disposed.Token);
        Changed();
    }

    public async Task SetTemplateAsync(Release? template, CancellationToken cancellationToken)
    {
        if (await _store.ChangeAsync(workload => workload with { Template = template }, cancellationToken))
        {
            Log.TemplateChanged(_node.Logger, _track, template);
            Changed();
        }
    }

    /// <param name="floor">Null for none.</param>
    /// <returns>The floor that holds; fewer than asked for where the track may not have so many.</returns>
    /// <exception cref="ClusterUnavailableException">The track's file could not be written.</exception>
    public async Task<int?> SetFloorAsync(int? floor, CancellationToken cancellationToken)
    {
        await ChangeReplicasAsync(workload => workload with { Floor = floor ?? 0 }, cancellationToken);
        return floor is { } asked ? Math.Min(asked, _options.MaxReplicas ?? asked) : null;
    }

    /// <param name="replicas">Null for what is configured.</param>
    public Task ScaleAsync(int? replicas, CancellationToken cancellationToken) =>
        ChangeReplicasAsync(workload => workload with { Replicas = replicas }, cancellationToken);

    /// <summary>Stops every instance, and starts none again; the template stays.</summary>
    public async Task ShutDownAsync(TimeSpan limit)
    {
        await _disposed.CancelAsync();
        await _run;
        foreach (var runner in Instances)
        {
            runner.Stop();
            runner.KillAfter(limit);
        }

        await Task.WhenAll(Instances.Select(runner => runner.Completion));
        await ReapAsync(CancellationToken.None);
    }

    public async Task SaveAsync(InstanceRecord instance, CancellationToken cancellationToken) =>
        await _store.ChangeAsync(workload => workload.With(instance), cancellationToken);

    public void Changed()
    {
        _wake.Writer.TryWrite(true);
        _watch.Announce(_track);
    }

    /// <summary>Lets go of the instances without stopping them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _run;
        foreach (var runner in Instances)
        {
            await runner.DisposeAsync();
        }

        _disposed.Dispose();
        _store.Dispose();
    }

    private async Task ChangeReplicasAsync(Func<Workload, Workload> change, CancellationToken cancellationToken)
    {
        var before = Replicas;
        if (await _store.ChangeAsync(change, cancellationToken) && before != Replicas)
        {
            Log.Scaled(_node.Logger, _track, before, Replicas);
            Changed();
        }
    }

    private void Adopt(InstanceRecord record)
    {
        if (_node.Processes.Find(_node.Folder.ProcessOf(record.Name)) is not { } process)
        {
            Log.Gone(_node.Logger, _track, record.Name);
            return;
        }

        Log.Adopted(_node.Logger, _track, record.Name, process.Id, record.Port);
        _node.Ports.Keep(record.Port);
        Begin(record, process);
    }

    private void Begin(InstanceRecord record, IServiceProcess? process)
    {
        var runner = new InstanceRunner(_track, record, _service, _node, _pool, this);
        ImmutableInterlocked.Update(ref _runners, runners => runners.Add(runner));
        runner.Start(process);
        _ = WakeAfterAsync(runner.Completion);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _wake.Reader.ReadAsync(cancellationToken);
                await StepAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) // Whatever the step met, the track must go on; it is tried again.
            {
                Log.StepFailed(_node.Logger, exception, _track, StepAgain);
                _ = WakeAfterAsync(Task.Delay(StepAgain, _node.Time, cancellationToken));
            }
        }
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        await ReapAsync(cancellationToken);
        var runners = Instances;
        var plan = RollingPlan.Next([.. runners.Select(runner => PlannedInstance.Of(runner.Status))], Template, Replicas);
        foreach (var runner in runners.Where(runner => plan.Stop.Contains(runner.Status.Name)))
        {
            runner.Stop();
        }

        for (var i = 0; i < plan.Start; i++)
        {
            StartOne(Template!);
        }
    }

    private void StartOne(Release release)
    {
        var name = InstanceNames.Next(_track, [.. Instances.Select(runner => runner.Status.Name)]);
        Begin(new InstanceRecord(name, release, Port: 0, Restarts: 0, _node.Time.GetUtcNow()), process: null);
        Changed();
    }

    // Only what has ended is forgotten, so that nothing that runs is ever left without a record.
    private async Task ReapAsync(CancellationToken cancellationToken)
    {
        foreach (var runner in Instances.Where(runner => runner.Completion.IsCompleted))
        {
            await _store.ChangeAsync(workload => workload.Without(runner.Status.Name), cancellationToken);
            File.Delete(_node.Folder.ProcessOf(runner.Status.Name));
            ImmutableInterlocked.Update(ref _runners, runners => runners.Remove(runner));
            await runner.DisposeAsync();
        }
    }

    private async Task WakeAfterAsync(Task task)
    {
        await task.ContinueWith(
            _ => Changed(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
