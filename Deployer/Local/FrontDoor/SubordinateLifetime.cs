namespace Deployer.Local.FrontDoor;

/// <summary>The life of a server within another: Ctrl+C and SIGTERM are the outer one's to hear.</summary>
internal sealed class SubordinateLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
