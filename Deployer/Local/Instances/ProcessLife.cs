using System.Threading.Channels;
using Deployer.Local.Probes;
using Deployer.Local.Processes;

namespace Deployer.Local.Instances;

/// <summary>
/// Watches one process from its start to its end: asks the probes and tells what follows from the answers.
/// </summary>
/// <param name="changed">Told of every change of health.</param>
internal sealed class ProcessLife(
    IServiceProcess process,
    int port,
    LocalTrackOptions options,
    Node node,
    Action<HealthState> changed)
{
    private readonly Channel<Func<HealthState, HealthState>> _events =
        Channel.CreateUnbounded<Func<HealthState, HealthState>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly List<Task> _loops = [];

    /// <summary>
    /// Ends when the process has ended, a probe calls for a restart, or it is to be stopped; it does not stop the
    /// process.
    /// </summary>
    /// <exception cref="OperationCanceledException">The process was abandoned: it goes on without being
    /// watched.</exception>
    public async Task<LifeEnd> RunAsync(Task stop, CancellationToken abandoned)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        var watch = CompleteAfterAsync(stop, ended.Token);
        try
        {
            return await FollowAsync(stop, ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll([watch, .. _loops]).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>
    /// The front door could not reach it: it gets no traffic until a readiness probe says that it may.
    /// </summary>
    public void ReportUnreachable(string reason) => _events.Writer.TryWrite(health => health.Unreachable(reason));

    private async Task<LifeEnd> FollowAsync(Task stop, CancellationToken cancellationToken)
    {
        var health = HealthState.Of(options.Startup, options.Readiness, options.Liveness);
        Begin(health, cancellationToken);
        await foreach (var happened in _events.Reader.ReadAllAsync(cancellationToken))
        {
            var before = health;
            health = happened(before);
            if (health.Fatal is { } probe)
            {
                return new LifeEnd($"{probe} probe failed: {health[probe].Last?.Message}");
            }

            if (health.Started && !before.Started)
            {
                Begin(health, cancellationToken);
            }
            else if (before.Ready && !health.Ready)
            {
                _loops.Add(LoopOf(ProbeKind.Readiness).AskAsync(Answered, cancellationToken));
            }

            changed(health);
        }

        return stop.IsCompleted
            ? LifeEnd.Stopped
            : new LifeEnd(await process.Exited is { } code ? $"exited with code {code}" : "exited");
    }

    private void Begin(HealthState health, CancellationToken cancellationToken)
    {
        changed(health);
        foreach (var kind in Enum.GetValues<ProbeKind>().Where(kind => health.Asks(kind) && OptionsOf(kind).IsSet))
        {
            _loops.Add(LoopOf(kind).RunAsync(process.StartedAt, Answered, cancellationToken));
        }
    }

    private void Answered(ProbeKind kind, ProbeResult result) =>
        _events.Writer.TryWrite(health => health.Next(kind, result, OptionsOf(kind)));

    private ProbeLoop LoopOf(ProbeKind kind) => new(kind, OptionsOf(kind), port, node.Prober, node.Time);

    private ProbeOptions OptionsOf(ProbeKind kind) => kind switch
    {
        ProbeKind.Startup => options.Startup,
        ProbeKind.Readiness => options.Readiness,
        _ => options.Liveness,
    };

    private async Task CompleteAfterAsync(Task stop, CancellationToken cancellationToken)
    {
        await Task.WhenAny(stop, process.Exited).WaitAsync(cancellationToken);
        _events.Writer.TryComplete();
    }
}
