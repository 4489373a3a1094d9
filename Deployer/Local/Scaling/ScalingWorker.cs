using Deployer.Control;
using Deployer.Local.Tracks;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;

namespace Deployer.Local.Scaling;

/// <summary>Scales those tracks that are to be scaled, once a period.</summary>
internal sealed class ScalingWorker(
    LocalCluster cluster,
    IOptions<LocalOptions> options,
    TimeProvider time,
    ILogger<ScalingWorker> logger) : BackgroundService
{
    private readonly Dictionary<TrackKey, Scaler> _scalers = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ScalingPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var track in cluster.Tracks)
            {
                await StepAsync(track, stoppingToken);
            }
        }
    }

    private async Task StepAsync(TrackController track, CancellationToken cancellationToken)
    {
        if (track.Template is null || ScalingPolicy.Of(track.Options, track.Floor) is not { } policy)
        {
            _scalers.Remove(track.Track);
            return;
        }

        var instances = track.Instances.Where(instance => !instance.Status.Terminating)
            .Select(instance => (instance.Status, instance.CpuTime));
        if (!_scalers.TryGetValue(track.Track, out var scaler))
        {
            _scalers[track.Track] = scaler = new Scaler();
        }

        var replicas = scaler.Next(track.Replicas, instances, track.Options.CpuRequest, policy, time.GetUtcNow());
        try
        {
            await track.ScaleAsync(replicas, cancellationToken);
        }
        catch (ClusterUnavailableException exception)
        {
            Log.NotScaled(logger, track.Track, replicas, exception.Message);
        }
    }
}
