using Deployer.Control;
using Deployer.Images;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Crashes;

/// <summary>
/// What a Deployer holds in memory, over a world that outlives it: passes are made one at a time, so that the same steps are
/// passed each time. It dies at one of them and is started again.
/// </summary>
internal sealed class MortalDeployer(CrashWorld world, int diesAt) : IAsyncDisposable
{
    private readonly List<string> _passed = [];
    private WebApplication? _process;
    private bool _dead;

    /// <summary>Every step that was passed, in order, over all lives.</summary>
    public IReadOnlyList<string> Passed => _passed;

    public RolloutQueries Queries => Process.Services.GetRequiredService<RolloutQueries>();

    private WebApplication Process => _process ??= Start();

    /// <summary>As a sender that sends again until it has an answer.</summary>
    public async Task<string> PushAsync(ImageReference image)
    {
        while (true)
        {
            try
            {
                var requests = Process.Services.GetRequiredService<ReleaseRequests>();
                var outcome = await requests.AcceptAsync(new PushEvent(image, null, null, null, "test"), default);
                return outcome.Accepted.Single().Id;
            }
            catch (CrashException)
            {
                await RestartAsync();
            }
        }
    }

    /// <summary>One pass of the reconciler, and what it gave to the journal written.</summary>
    public async Task PassAsync()
    {
        try
        {
            await Process.Services.GetRequiredService<Reconciler>().ReconcileAsync(CrashWorld.Track, default);
            await Process.Services.GetRequiredService<RolloutJournal>().FlushAsync(default);
        }
        catch (CrashException)
        {
            await RestartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private async Task RestartAsync()
    {
        await DisposeAsync();
        (_process, _dead) = (null, false);
    }

    private WebApplication Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Configuration["Releases:api:Repository"] = $"{CrashWorld.Image.Repository}";
        builder.Configuration["Releases:api:Tracks:canary:Tag"] = CrashWorld.Image.Tag;
        var cluster = new SteppedCluster(world.Cluster, world.Cluster, Pass);
        builder.Services
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(world.Time)
            .AddSingleton<IImageRegistry>(world.Registry)
            .AddSingleton<IRolloutHistory>(new SteppedHistory(world.History, Pass))
            .AddSingleton<ITrackRecords>(cluster)
            .AddSingleton<ITrackWorkloads>(cluster)
            .AddSingleton<ITrackFloors>(world.Cluster);
        builder.AddRollouts();
        return builder.Build();
    }

    private void Pass(string step)
    {
        _passed.Add(step);
        _dead |= _passed.Count - 1 == diesAt;
        if (_dead)
        {
            throw new CrashException(step);
        }
    }
}
