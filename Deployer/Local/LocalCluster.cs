using Deployer.Control;
using Deployer.Local.FrontDoor;
using Deployer.Local.Instances;
using Deployer.Local.Tracks;
using Deployer.Rollouts;
using Microsoft.Extensions.Options;

namespace Deployer.Local;

/// <summary>The tracks of this machine, with their instances as processes and one address for each service.</summary>
internal sealed class LocalCluster : ITrackWorkloads, ITrackFloors, IHostedLifecycleService, IAsyncDisposable
{
    private const int LogsToKeep = 20;

    private readonly LocalOptions _options;
    private readonly Node _node;
    private readonly ClusterLock _lock;
    private readonly TrackWatch _watch = new();
    private readonly Dictionary<TrackKey, TrackController> _tracks = [];
    private readonly Dictionary<string, FrontDoorServer> _doors = [];
    private readonly ILogger _logger;
    private bool _letGo;
    private bool _disposed;

    public LocalCluster(IOptions<LocalOptions> options, Node node, ClusterLock @lock, ILogger<LocalCluster> logger)
    {
        _options = options.Value;
        _node = node;
        _lock = @lock;
        _logger = logger;
        foreach (var (name, service) in _options.Services)
        {
            var pool = new BackendPool();
            _doors[name] = new FrontDoorServer(name, service.Address, pool, logger);
            foreach (var track in service.Tracks.Keys.Select(track => new TrackKey(name, track)))
            {
                _tracks[track] = new TrackController(track, service, node, pool, _watch);
            }
        }
    }

    public IReadOnlyCollection<TrackController> Tracks => _tracks.Values;

    /// <summary>Where the service is reached.</summary>
    public Uri AddressOf(string service) => _doors[service].Address;

    public Task<TrackObservation> ObserveAsync(TrackKey track, CancellationToken cancellationToken) =>
        Task.FromResult(_tracks.TryGetValue(track, out var controller)
            ? Observation.Of(controller.Template, controller.Replicas, StatusesOf(controller))
            : TrackObservation.Nothing);

    public Task RollAsync(TrackKey track, Release release, CancellationToken cancellationToken) =>
        ControllerOf(track).SetTemplateAsync(release, cancellationToken);

    public Task ScaleAsync(TrackKey track, int? instances, CancellationToken cancellationToken) =>
        ControllerOf(track).ScaleAsync(instances, cancellationToken);

    public Task ScaleToZeroAsync(TrackKey track, CancellationToken cancellationToken) =>
        ControllerOf(track).SetTemplateAsync(null, cancellationToken);

    public Task<int?> SetFloorAsync(TrackKey track, int? floor, CancellationToken cancellationToken) =>
        ControllerOf(track).SetFloorAsync(floor, cancellationToken);

    public Task<IReadOnlyList<Instance>> ListInstancesAsync(TrackKey track, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Instance>>(_tracks.TryGetValue(track, out var controller)
            ? [.. StatusesOf(controller).Select(status => status.ToInstance())]
            : []);

    public IAsyncEnumerable<TrackKey> WatchAsync(CancellationToken cancellationToken) =>
        _watch.ListenAsync(cancellationToken);

    /// <summary>Before anything else starts, so that whoever asks for a track finds it as it is.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _lock.Take();
        foreach (var (service, door) in _doors)
        {
            await door.StartAsync(cancellationToken);
            Log.DoorOpened(_logger, service, door.Address);
        }

        var left = _node.Folder.Instances();
        foreach (var track in _tracks.Values)
        {
            await track.StartAsync(cancellationToken);
        }

        var running = Tracks.SelectMany(track => track.Instances).Select(instance => instance.Status.Name).ToHashSet();
        await Leftovers.EndAsync(_node, left.Except(running), _options.ShutdownTimeout, _logger, cancellationToken);
        InstanceLog.Prune(_node.Folder.Logs, running, LogsToKeep);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After everything else has stopped, so that no one takes the end of the instances for trouble.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_letGo)
        {
            return;
        }

        _letGo = true;
        using var limit = new CancellationTokenSource(_options.ShutdownTimeout, _node.Time);
        await Task.WhenAll(
            [.. _doors.Values.Select(door => door.StopAsync(limit.Token)),
            .. _tracks.Values.Select(track => track.ShutDownAsync(_options.ShutdownTimeout))]);
    }

    /// <summary>
    /// Leaves the instances as they are when this is disposed of, as if the Deployer had been killed.
    /// </summary>
    public void LetGo() => _letGo = true;

    /// <summary>Stops the instances if nobody has: a Deployer that could not start leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        // The container knows it under several names, and disposes of each.
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_letGo)
        {
            await StoppedAsync(CancellationToken.None);
        }

        foreach (var track in _tracks.Values)
        {
            await track.DisposeAsync();
        }

        foreach (var door in _doors.Values)
        {
            await door.DisposeAsync();
        }

        _lock.Dispose();
    }

    private static IEnumerable<InstanceStatus> StatusesOf(TrackController track) =>
        track.Instances.Select(instance => instance.Status);

    private TrackController ControllerOf(TrackKey track) =>
        _tracks.TryGetValue(track, out var controller)
            ? controller
            : throw new ClusterUnavailableException(
                $"track {track} is not configured: Local:Services:{track.Service}:Tracks:{track.Track} is missing");
}
