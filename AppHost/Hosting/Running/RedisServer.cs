using System.Net;
using Garnet;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Tsavorite.core;

namespace Aspire.Hosting.Running;

/// <summary>A Redis-compatible server inside this process, on loopback, small, and with a password.</summary>
internal sealed class RedisServer : IInstance, IDisposable
{
    private readonly GarnetServer _server;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedisServer(GarnetServer server) => _server = server;

    public Task<string> Ended => _ended.Task;

    public IReadOnlyList<string> LastLines => [];

    /// <param name="redis">What to serve.</param>
    /// <param name="folder">Where every write is kept, if the resource has a volume.</param>
    /// <param name="cancellationToken">Gives up asking for the password.</param>
    public static async Task<RedisServer> StartAsync(RedisResource redis, string folder, CancellationToken cancellationToken)
    {
        var password = await redis.PasswordParameter.GetValueAsync(cancellationToken);
        var options = new GarnetServerOptions
        {
            EndPoints = [new IPEndPoint(IPAddress.Loopback, redis.PrimaryEndpoint.Port)],
            AuthSettings = new PasswordAuthenticationSettings(password),
            QuietMode = true,
            LogMemorySize = "64m",
            PageSize = "4m",
            SegmentSize = "64m",
            ObjectLogSegmentSize = "64m",
            IndexMemorySize = "8m",
        };
        if (redis.Annotations.OfType<ContainerMountAnnotation>().Any())
        {
            Keep(options, folder);
        }

        try
        {
            var server = new GarnetServer(options);
            server.Start();
            return new RedisServer(server);
        }
        // The server's exceptions are of no common type; whatever it is, the resource did not start.
        catch (Exception fault)
        {
            throw new DistributedApplicationException($"the embedded server did not start: {fault.Message}", fault);
        }
    }

    public Task StopAsync(TimeSpan patience, CancellationToken hurry)
    {
        Dispose();
        _ended.TrySetResult("stopped");
        return Task.CompletedTask;
    }

    public void Dispose() => _server.Dispose();

    /// <summary>An append-only file on the managed device: the native one wants libaio, which not every machine has.</summary>
    private static void Keep(GarnetServerOptions options, string folder)
    {
        Directory.CreateDirectory(folder);
        options.CheckpointDir = folder;
        options.DeviceType = DeviceType.RandomAccess;
        options.Recover = true;
        options.EnableAOF = true;
        options.AofMemorySize = "32m";
        options.AofPageSize = "8m";
        options.AofSegmentSize = "64m";
        options.AofSizeLimit = "64m";
    }
}
