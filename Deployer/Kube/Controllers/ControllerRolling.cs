using System.Collections.Frozen;
using System.Threading.Channels;
using Deployer.Control;
using Deployer.Rollouts;

namespace Deployer.Kube.Controllers;

/// <summary>Carries the rollouts of ReplicationControllers on, a step at each change that is seen.</summary>
internal sealed class ControllerRolling(IEnumerable<ControllerWorkload> workloads, TimeProvider time, ILogger logger)
{
    // Changes wake a step at once; this is for the change that got lost.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<TrackKey, (ControllerWorkload Workload, Channel<bool> Wake)> _tracks =
        workloads.ToFrozenDictionary(
            workload => workload.Track.Key,
            workload => (workload, Channel.CreateBounded<bool>(
                new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite })));

    private readonly RetryDelays<TrackKey> _delays = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));

    public void Wake(TrackKey track)
    {
        if (_tracks.TryGetValue(track, out var found))
        {
            found.Wake.Writer.TryWrite(true);
        }
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_tracks.Values.Select(track => RunAsync(track.Workload, track.Wake.Reader, cancellationToken)));

    private async Task RunAsync(ControllerWorkload workload, ChannelReader<bool> wake, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await workload.StepAsync(cancellationToken);
                _delays.Forget(workload.Track.Key);
                await WaitAsync(wake, LookAgain, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) // Whatever the step met, the rollout must go on; it is tried again.
            {
                var delay = _delays.Next(workload.Track.Key);
                Log.StepFailed(logger, workload.Track.Key, delay, exception.Message);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private async Task WaitAsync(ChannelReader<bool> wake, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await wake.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look.
        }
    }
}
