using System.Threading.Channels;
using Deployer.Control;
using Deployer.Rollouts;

namespace Tests.Kube;

/// <summary>A watch over the tracks, as the leader has one.</summary>
internal sealed class RunningWatch : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<TrackKey> _told = Channel.CreateUnbounded<TrackKey>();
    private readonly Task _run;

    private RunningWatch(ITrackWorkloads workloads) => _run = RunAsync(workloads);

    public static async Task<RunningWatch> StartAsync(ITrackWorkloads workloads)
    {
        var watch = new RunningWatch(workloads);
        await watch._told.Reader.ReadAsync();
        try
        {
            while (true)
            {
                await watch.NextAsync(Quiet);
            }
        }
        catch (TimeoutException)
        {
            return watch;
        }
    }

    /// <exception cref="TimeoutException">Nothing was told in that time.</exception>
    public async Task<TrackKey> NextAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            return await _told.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"nothing was told within {within}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync(ITrackWorkloads workloads)
    {
        try
        {
            await foreach (var track in workloads.WatchAsync(_stop.Token))
            {
                _told.Writer.TryWrite(track);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }
}
