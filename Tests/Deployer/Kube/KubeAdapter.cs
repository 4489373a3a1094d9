using Deployer.Control;
using Deployer.Rollouts;
using Microsoft.Extensions.DependencyInjection;
using Tests.Contract;

namespace Tests.Kube;

/// <summary>The Kubernetes adapter without a Deployer around it.</summary>
internal sealed class KubeAdapter(KubeBench bench) : IAsyncDisposable
{
    private readonly ServiceProvider _services = bench.OpenAdapter();

    public static KubeAdapter Open(KubeBench bench) => new(bench);

    public ITrackRecords Records => _services.GetRequiredService<ITrackRecords>();

    public ITrackWorkloads Workloads => _services.GetRequiredService<ITrackWorkloads>();

    public ILeadership Leadership => _services.GetRequiredService<ILeadership>();

    public Task RollAsync(Release release) => Persistently.DoAsync(() => Workloads.RollAsync(bench.Track, release, default));

    public Task<TrackObservation> ObserveAsync() => Workloads.ObserveAsync(bench.Track, default);

    public Task<TrackObservation> CompletedAsync(Release release) =>
        ObservedAsync(seen => seen.Template == release && seen.Progress.IsComplete);

    /// <summary>Waits for it; what cannot be seen now does not hold yet.</summary>
    public async Task<TrackObservation> ObservedAsync(Func<TrackObservation, bool> asked)
    {
        TrackObservation? seen = null;
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                await Persistently.DoAsync(async () => seen = await ObserveAsync());
                return asked(seen!);
            }, "the track comes to it", Eventually.Longest);
            return seen!;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"last seen: {seen}", exception);
        }
    }

    /// <summary>Watches until disposed. Returns when everything that was there before has been told.</summary>
    public Task<RunningWatch> WatchAsync() => RunningWatch.StartAsync(Workloads);

    /// <summary>As if its process had ended.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
