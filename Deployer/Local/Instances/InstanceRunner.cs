using Deployer.Control;
using Deployer.Local.FrontDoor;
using Deployer.Local.Probes;
using Deployer.Local.Processes;
using Deployer.Local.Records;
using Deployer.Rollouts;

namespace Deployer.Local.Instances;

/// <summary>
/// Keeps one instance running until it is stopped, as the kubelet does: starts its process, has it probed, lets it into
/// the
/// front door while it is ready, and starts it again, ever later, when it has ended.
/// </summary>
internal sealed class InstanceRunner : IAsyncDisposable
{
    private static readonly TimeSpan StepAgain = TimeSpan.FromSeconds(1);

    private readonly TrackKey _track;
    private readonly LocalServiceOptions _service;
    private readonly LocalTrackOptions _options;
    private readonly Node _node;
    private readonly BackendPool _pool;
    private readonly IInstanceOwner _owner;
    private readonly InstanceLog _log;
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _kill;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Lock _lock = new();
    private InstanceStatus _status;
    private BackOff _backOff;
    private Backend? _backend;
    private IServiceProcess? _process;
    private Task _run = Task.CompletedTask;

    public InstanceRunner(
        TrackKey track,
        InstanceRecord record,
        LocalServiceOptions service,
        Node node,
        BackendPool pool,
        IInstanceOwner owner)
    {
        _track = track;
        _service = service;
        _options = service.Tracks[track.Track];
        _node = node;
        _pool = pool;
        _owner = owner;
        _log = new InstanceLog(node.Folder.LogOf(record.Name));
        _kill = new CancellationTokenSource(Timeout.InfiniteTimeSpan, node.Time);
        _status = new InstanceStatus(record, InstanceStates.Pending);
        _backOff = new BackOff(_options.RestartDelay, _options.MaxRestartDelay);
    }

    public InstanceStatus Status => Volatile.Read(ref _status);

    /// <summary>Ends when the instance was stopped and its process is gone.</summary>
    public Task Completion => _run;

    /// <summary>CPU time its present process has used; null while it has none.</summary>
    public TimeSpan? CpuTime => Volatile.Read(ref _process)?.CpuTime;

    /// <param name="adopted">Its process, if it still has one from before.</param>
    public void Start(IServiceProcess? adopted)
    {
        // What an adopted one did before is not known; to take it for one that has served keeps it until it is
        // replaced.
        _status = _status with { Served = adopted is not null };
        _process = adopted;
        _run = RunAsync();
    }

    /// <summary>Takes it out of the front door, and has its process end once its requests are done.</summary>
    public void Stop()
    {
        Publish(status => status with { State = InstanceStates.Terminating, ReadySince = null });
        Volatile.Read(ref _backend)?.Close();
        _stop.TrySetResult();
    }

    /// <summary>Leaves no more than this time to end in.</summary>
    public void KillAfter(TimeSpan delay) => _kill.CancelAfter(delay);

    /// <summary>Lets go of the process without stopping it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync();
        await _run;
        _abandoned.Dispose();
        _kill.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (!_stop.Task.IsCompleted || _process is not null)
            {
                await StepAsync();
            }
        }
        catch (OperationCanceledException) when (_abandoned.IsCancellationRequested)
        {
            _process?.Dispose();
        }
    }

    /// <summary>From a start to the moment before the next.</summary>
    private async Task StepAsync()
    {
        try
        {
            if ((_process ?? await StartAsync()) is { } process)
            {
                await LiveAsync(process);
            }

            await PauseAsync(_backOff.Delay);
        }
        catch (Exception exception) when (!_abandoned.IsCancellationRequested)
        {
            // Whatever happened, a process must not go on unwatched.
            Log.StepFailed(_node.Logger, exception, _track, Status.Name);
            await Task.Delay(StepAgain, _node.Time, _abandoned.Token);
        }
    }

    private async Task<IServiceProcess?> StartAsync()
    {
        var port = _node.Ports.Take();
        try
        {
            var process = await LaunchAsync(Status.Record with { Port = port });
            Log.Started(_node.Logger, _track, Status.Name, Status.Release, process.Id, port);
            return process;
        }
        catch (LaunchException exception)
        {
            _node.Ports.Return(port);
            Failed(exception.State, exception.Message, TimeSpan.Zero);
            return null;
        }
        catch (ClusterUnavailableException exception)
        {
            // An instance that is not written down could not be found again, so it is not started.
            _node.Ports.Return(port);
            Log.NotStarted(_node.Logger, _track, Status.Name, exception.Message);
            Publish(status => status with { Message = exception.Message });
            await PauseAsync(StepAgain);
            return null;
        }
    }

    private async Task<IServiceProcess> LaunchAsync(InstanceRecord record)
    {
        var launch = Launch.Of(_track, record, _service, _node, _log);
        await _owner.SaveAsync(record, _abandoned.Token);
        Publish(status => status with { Record = record, Version = launch.Version });
        return launch.Start(_node);
    }

    private async Task LiveAsync(IServiceProcess process)
    {
        var port = Status.Record.Port;
        Volatile.Write(ref _process, process);
        Backend backend = null!;
        var life = new ProcessLife(process, port, _options, _node, health => HealthChanged(health, process, backend));
        backend = new Backend(Status.Name, port, reason => Unreachable(life, backend, reason));
        _backend = backend;
        var end = await life.RunAsync(_stop.Task, _abandoned.Token);

        _pool.Remove(backend);
        backend.Close();
        if (end.Failure is { } failure)
        {
            var message = _log.Tail() is { } tail ? $"{failure}; last log lines: {tail}" : failure;
            Failed(InstanceStates.CrashLoopBackOff, message, _node.Time.GetUtcNow() - process.StartedAt);
        }
        else
        {
            await Ending.WaitAsync(
                backend.Drained, _options.TerminationGracePeriod, _node.Time, _kill.Token, _abandoned.Token);
        }

        await Ending.EndAsync(
            process, _options.TerminationGracePeriod, _node.Time, _kill.Token, _abandoned.Token);
        Log.Ended(_node.Logger, _track, Status.Name);
        Volatile.Write(ref _process, null);
        process.Dispose();
        _node.Ports.Return(port);
    }

    private void HealthChanged(HealthState health, IServiceProcess process, Backend backend)
    {
        var was = Status.Ready;
        Publish(status => status with
        {
            State = InstanceStates.Running,
            StartedAt = process.StartedAt,
            Served = status.Served || health.Ready,
            ReadySince = health.Ready ? status.ReadySince ?? _node.Time.GetUtcNow() : null,
            Message = health.Ready ? null
                : health.Readiness.Last is { Success: false } last ? last.Message
                : status.Message,
        });
        if (health.Ready)
        {
            _pool.Add(backend);
        }
        else
        {
            _pool.Remove(backend);
        }

        if (was != health.Ready)
        {
            Log.ReadinessChanged(_node.Logger, _track, Status.Name, health.Ready, health.Readiness.Last?.Message);
        }
    }

    private void Unreachable(ProcessLife life, Backend backend, string reason)
    {
        // Only a readiness probe could let it in again.
        if (_options.Readiness.IsSet)
        {
            _pool.Remove(backend);
            life.ReportUnreachable(reason);
        }
    }

    private void Failed(string state, string message, TimeSpan ranFor)
    {
        _backOff = _backOff.Failed(ranFor);
        var delay = _backOff.Delay;
        Log.Failed(_node.Logger, _track, Status.Name, message, delay);
        Publish(status => status with
        {
            State = state == InstanceStates.CrashLoopBackOff && delay == TimeSpan.Zero ? InstanceStates.Pending : state,
            StartedAt = null,
            ReadySince = null,
            Message = message,
            Record = status.Record with { Restarts = status.Record.Restarts + 1 },
        });
    }

    private Task<bool> PauseAsync(TimeSpan delay) =>
        Ending.WaitAsync(_stop.Task, delay, _node.Time, CancellationToken.None, _abandoned.Token);

    private void Publish(Func<InstanceStatus, InstanceStatus> change)
    {
        lock (_lock)
        {
            var next = change(_status);
            if (next == _status || (_status.Terminating && !next.Terminating))
            {
                return;
            }

            Volatile.Write(ref _status, next);
        }

        _owner.Changed();
    }
}
