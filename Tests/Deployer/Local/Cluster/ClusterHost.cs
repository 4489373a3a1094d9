using Deployer.Local;
using Deployer.Local.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tests.Local.Cluster;

/// <summary>
/// A local cluster with real processes, in a folder of its own. Stopped at the end, so that nothing stays behind.
/// </summary>
internal sealed class ClusterHost : IAsyncDisposable
{
    public static readonly TrackKey Stable = new("api", "stable");
    public static readonly TrackKey Canary = new("api", "canary");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string?> _configuration;
    private IHost _host;

    private ClusterHost(string folder, Dictionary<string, string?> configuration)
    {
        Folder = folder;
        Images = new SampleImages(Path.Combine(folder, "images"));
        _configuration = configuration;
        _host = Build();
    }

    public string Folder { get; }

    public SampleImages Images { get; }

    public LocalCluster Cluster => _host.Services.GetRequiredService<LocalCluster>();

    public HttpClient Client { get; private set; } = new();

    public static async Task<ClusterHost> StartAsync(int stable = 1, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("slipway").FullName;
        var configuration = new Dictionary<string, string?>
        {
            ["Local:StateFolder"] = folder,
            ["Local:Services:api:Address"] = "http://127.0.0.1:0",
            ["Local:Services:api:Environment:Some:Key"] = "some value",
            ["Local:Services:api:Environment:services:odd-name:http:0"] = "http://there",
            ["Local:Services:api:Tracks:stable:Replicas"] = $"{stable}",
            ["Local:Services:api:Tracks:canary:Replicas"] = "1",
        };
        foreach (var track in new[] { "stable", "canary" })
        {
            configuration[$"Local:Services:api:Tracks:{track}:Startup:Period"] = "00:00:00.1";
            configuration[$"Local:Services:api:Tracks:{track}:Readiness:Period"] = "00:00:00.5";
            configuration[$"Local:Services:api:Tracks:{track}:Liveness:Period"] = "00:00:00.5";
            // An instance that has no core for some seconds is neither sick nor away.
            configuration[$"Local:Services:api:Tracks:{track}:Startup:FailureThreshold"] = "600";
            foreach (var probe in new[] { "Startup", "Readiness", "Liveness" })
            {
                configuration[$"Local:Services:api:Tracks:{track}:{probe}:Timeout"] = "00:00:20";
            }
        }

        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var host = new ClusterHost(folder, configuration);
        try
        {
            await host.StartAgainAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>As if the Deployer were killed: nothing is stopped, nothing is said.</summary>
    public async Task AbandonAsync()
    {
        Cluster.LetGo();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _host = Build();
    }

    public async Task StartAgainAsync()
    {
        await _host.StartAsync();
        Client.Dispose();
        Client = new HttpClient { BaseAddress = Cluster.AddressOf("api") };
    }

    public async Task StartSecondAsync()
    {
        var second = Build();
        await using var _ = (IAsyncDisposable)second;
        await second.StartAsync();
    }

    public Task StopAsync() => _host.StopAsync();

    public Task RollAsync(TrackKey track, Release release) => Cluster.RollAsync(track, release, CancellationToken.None);

    public Task<IReadOnlyList<Deployer.Control.Instance>> InstancesAsync(TrackKey track) =>
        Cluster.ListInstancesAsync(track, CancellationToken.None);

    public Task<TrackObservation> CompletedAsync(TrackKey track, Release release) =>
        ObservedAsync(track, seen => seen.Template == release && seen.Progress.IsComplete);

    /// <summary>Waits for what the watch announces until it is as asked.</summary>
    public async Task<TrackObservation> ObservedAsync(TrackKey track, Func<TrackObservation, bool> asked)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await Cluster.ObserveAsync(track, limit.Token);
            if (asked(seen))
            {
                return seen;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(_configuration);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ILocalImages>(Images);
        builder.Services.AddLocalCluster(builder.Configuration);
        return builder.Build();
    }
}
