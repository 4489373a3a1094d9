using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tests.Fakes;

namespace Tests.Contract;

/// <summary>The Deployer's own services over a real cluster; only the registry and the history are in memory.</summary>
internal sealed class ContractDeployer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Eventually.Longest;
    private readonly IContractCluster _cluster;
    private readonly WebApplication _host;

    private ContractDeployer(IContractCluster cluster, WebApplication host, LogLines lines)
    {
        _cluster = cluster;
        _host = host;
        Lines = lines;
    }

    public LogLines Lines { get; }

    public ITrackRecords Records => _host.Services.GetRequiredService<ITrackRecords>();

    public ITrackWorkloads Workloads => _host.Services.GetRequiredService<ITrackWorkloads>();

    public static async Task<ContractDeployer> StartAsync(
        IContractCluster cluster, FakeRegistry registry, FakeHistory history, TimeSpan? progressDeadline = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var lines = new LogLines();
        builder.Logging.ClearProviders().AddProvider(lines);
        builder.WebHost.UseTestServer();
        var (service, track) = cluster.Track;
        builder.Configuration[$"Releases:{service}:Repository"] = $"{cluster.Image.Repository}";
        builder.Configuration[$"Releases:{service}:Tracks:{track}:Tag"] = cluster.Image.Tag;
        builder.Configuration[$"Releases:{service}:Tracks:{track}:ProgressDeadline"] =
            $"{progressDeadline ?? TimeSpan.FromMinutes(1)}";
        builder.Services.AddSingleton(TimeProvider.System)
            .AddSingleton<IImageRegistry>(registry)
            .AddSingleton<IRolloutHistory>(history);
        builder.AddRollouts();
        cluster.AddTo(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new ContractDeployer(cluster, host, lines);
    }

    /// <summary>Asks for what the track's tag means now; returns the request's id.</summary>
    public async Task<string> PushAsync()
    {
        var push = new PushEvent(_cluster.Image, null, null, null, "test");
        PushOutcome? outcome = null;
        await Persistently.DoAsync(async () =>
            outcome = await _host.Services.GetRequiredService<ReleaseRequests>().AcceptAsync(push, CancellationToken.None));
        return outcome!.Accepted.Should().ContainSingle().Subject.Id;
    }

    public Task<Rollout> EndedAsync(string id) => SeenAsync(id, rollout => !rollout.Phase.IsActive);

    /// <summary>Waits for it; what cannot be seen now does not hold yet.</summary>
    public async Task<Rollout> SeenAsync(string id, Func<Rollout, bool> asked)
    {
        var queries = _host.Services.GetRequiredService<RolloutQueries>();
        Rollout? seen = null;
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                await Persistently.DoAsync(async () => seen = await queries.FindAsync(id, CancellationToken.None));
                return seen is not null && asked(seen);
            }, $"rollout {id} comes to it", Patience);
            return seen!;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{seen}\n{string.Join('\n', Lines.All)}", exception);
        }
    }

    public async Task<TrackObservation> ObserveAsync()
    {
        TrackObservation? seen = null;
        await Persistently.DoAsync(async () => seen = await Workloads.ObserveAsync(_cluster.Track, CancellationToken.None));
        return seen!;
    }

    /// <summary>
    /// Waits until the track has so many instances and no other. Those that have been told to stop do not count: how long a node
    /// takes to forget them is its own affair.
    /// </summary>
    public Task HasAsync(int instances) => Eventually.TrueAsync(
        async () => (await ObserveAsync()).Progress == new RolloutProgress(instances, instances, instances, 0),
        $"{instances} instances",
        Patience);

    public Task ScaleAsync(int? instances) => Persistently.DoAsync(() => Workloads.ScaleAsync(_cluster.Track, instances, CancellationToken.None));

    public Task ScaleToZeroAsync() => Persistently.DoAsync(() => Workloads.ScaleToZeroAsync(_cluster.Track, CancellationToken.None));

    public Task<IReadOnlyList<Instance>> InstancesAsync() =>
        Workloads.ListInstancesAsync(_cluster.Track, CancellationToken.None);

    /// <summary>Ends it without a word to anyone.</summary>
    public async Task KillAsync()
    {
        _cluster.BeforeKill(_host);
        await _host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
