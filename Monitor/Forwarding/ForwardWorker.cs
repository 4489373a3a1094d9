namespace Monitor.Forwarding;

/// <summary>Keeps all Alertmanagers told, each in a loop of its own, beside the pass and the outbox and never before them.</summary>
internal sealed class ForwardWorker(ForwardLanes lanes, TimeProvider time, ILogger<ForwardWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(lanes.All.Select(lane => FollowAsync(lane, stoppingToken)));

    private async Task FollowAsync(ForwardLane lane, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await lane.StepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A fault must not end the loop, nor the others'.
                Log.StepFailed(logger, e, lane.Name);
            }
        }
    }
}
