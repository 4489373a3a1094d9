using Deployer.Control;
using Deployer.Rollouts;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Kube;

/// <summary>The Kubernetes adapter without a Deployer around it.</summary>
internal sealed class KubeAdapter(KubeBench bench) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ServiceProvider _services = bench.OpenAdapter();

    public static KubeAdapter Open(KubeBench bench) => new(bench);

    public ITrackRecords Records => _services.GetRequiredService<ITrackRecords>();

    public ITrackWorkloads Workloads => _services.GetRequiredService<ITrackWorkloads>();

    public ILeadership Leadership => _services.GetRequiredService<ILeadership>();

    public Task RollAsync(Release release) => Workloads.RollAsync(bench.Track, release, default);

    public Task<TrackObservation> ObserveAsync() => Workloads.ObserveAsync(bench.Track, default);

    public Task<TrackObservation> CompletedAsync(Release release) =>
        ObservedAsync(seen => seen.Template == release && seen.Progress.IsComplete);

    public async Task<TrackObservation> ObservedAsync(Func<TrackObservation, bool> asked)
    {
        using var limit = new CancellationTokenSource(Patience);
        TrackObservation? seen = null;
        try
        {
            while (true)
            {
                seen = await Workloads.ObserveAsync(bench.Track, limit.Token);
                if (asked(seen))
                {
                    return seen;
                }

                await Task.Delay(50, limit.Token);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"last seen: {seen}", exception);
        }
    }

    /// <summary>Watches until disposed. Returns when everything that was there before has been told.</summary>
    public Task<RunningWatch> WatchAsync() => RunningWatch.StartAsync(Workloads);

    /// <summary>As if its process had ended.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
