using System.Threading.Channels;
using Deployer.Control;
using Deployer.Kube.Workloads;
using Deployer.Rollouts;
using k8s;
using k8s.Autorest;

namespace Deployer.Kube.Events;

/// <summary>Writes Kubernetes Events on the workloads, behind the reconciler's back; <c>kubectl describe</c> shows them.</summary>
internal sealed class WorkloadEvents(KubeCluster cluster, KubeApi api, TimeProvider time, ILogger<WorkloadEvents> logger)
    : BackgroundService, IRolloutEvents
{
    private const string Resource = "events";
    private const int Capacity = 100;
    private const int Attempts = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<(Rollout Rollout, DateTimeOffset At)> _told =
        Channel.CreateBounded<(Rollout, DateTimeOffset)>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Tell(Rollout rollout) => _told.Writer.TryWrite((rollout, time.GetUtcNow()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (rollout, at) in _told.Reader.ReadAllAsync(stoppingToken))
        {
            await WriteAsync(rollout, at, stoppingToken);
        }
    }

    private async Task WriteAsync(Rollout rollout, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var delay = FirstDelay;
        for (var attempt = 1; ; attempt++, delay *= 2)
        {
            try
            {
                await WriteOnceAsync(rollout, at, cancellationToken);
                return;
            }
            catch (HttpOperationException exception) when (exception.IsConflict)
            {
                // It stands there already.
                return;
            }
            catch (Exception exception) when (exception is ClusterUnavailableException or HttpOperationException)
            {
                if (attempt == Attempts)
                {
                    Log.EventLost(logger, rollout.Track, rollout.Id, rollout.Phase, exception.Message);
                    return;
                }
            }

            await Task.Delay(delay, time, cancellationToken);
        }
    }

    private async Task WriteOnceAsync(Rollout rollout, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // A track without a workload has nothing that an event could stand on.
        if (await cluster.ReferenceAsync(rollout.Track, cancellationToken) is not { } workload)
        {
            return;
        }

        await api.AskAsync(
            "create",
            Resource,
            null,
            (client, cancel) => client.CoreV1.CreateNamespacedEventAsync(
                EventOf.Phase(rollout, workload, at), api.Namespace, fieldManager: KubeNames.FieldManager, cancellationToken: cancel),
            cancellationToken);
    }
}
