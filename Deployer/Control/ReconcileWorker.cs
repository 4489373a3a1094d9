using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>
/// While this process leads, keeps every track reconciled: at start, when something has happened, and when a pass has
/// asked to come again.
/// </summary>
internal sealed class ReconcileWorker(
    ReleaseCatalog catalog,
    ITrackWorkloads workloads,
    Reconciler reconciler,
    RepairPoll poll,
    WorkQueue<TrackKey> queue,
    ILeadership leadership,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ReconcileWorker> logger) : BackgroundService
{
    private const int Loops = 4;
    private static readonly TimeSpan WatchAgain = TimeSpan.FromSeconds(1);
    private readonly RetryDelays<TrackKey> _delays = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));

    /// <summary>
    /// Leads until this process begins to stop, not until it has drained: another replica, with newer settings perhaps, need
    /// not wait for that.
    /// </summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await leadership.LeadAsync(LeadAsync, leading.Token);
    }

    /// <summary>Takes one key and passes over it; a fault costs this pass alone.</summary>
    internal async Task StepAsync(CancellationToken cancellationToken)
    {
        var key = await queue.TakeAsync(cancellationToken);
        try
        {
            var again = await reconciler.ReconcileAsync(key, cancellationToken);
            _delays.Forget(key);
            if (again is { } delay)
            {
                queue.AddAfter(key, delay);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RecordChangedException exception)
        {
            // A hand was on the track meanwhile: what it did is looked at, at once.
            Log.Decided(logger, key, exception.Message);
            queue.Add(key);
        }
        catch (Exception exception) // One track's trouble, whatever it is, must not stop the others'; it is tried again.
        {
            var delay = _delays.Next(key);
            Log.PassFailed(logger, exception, key, delay);
            queue.AddAfter(key, delay);
        }
        finally
        {
            queue.Done(key);
        }
    }

    private Task LeadAsync(CancellationToken cancellationToken)
    {
        reconciler.Begin();
        foreach (var track in catalog.Tracks)
        {
            queue.Add(track.Key);
        }

        return Task.WhenAll(
            [WatchAsync(cancellationToken), poll.RunAsync(cancellationToken), .. Enumerable.Range(0, Loops).Select(_ => WorkAsync(cancellationToken))]);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await StepAsync(cancellationToken);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await foreach (var key in workloads.WatchAsync(cancellationToken))
                {
                    queue.Add(key);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) // Whatever broke it, without a watch nothing is seen in time; it begins again.
            {
                Log.WatchBroken(logger, exception);
            }

            await Task.Delay(WatchAgain, time, cancellationToken);
        }
    }
}
