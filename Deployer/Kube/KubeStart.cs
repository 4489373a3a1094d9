using Deployer.Kube.Watching;

namespace Deployer.Kube;

/// <summary>Reads the configuration before anything else starts, so that its faults are told at once.</summary>
internal sealed class KubeStart(KubeApi api, KubeView view, ILogger<KubeStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.Connected(logger, api.Client.BaseUri, api.Namespace, view.Tracks.Count);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
