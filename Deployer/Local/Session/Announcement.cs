using Deployer.Control;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using ServiceDefaults.Access;

namespace Deployer.Local.Session;

/// <summary>Writes <see cref="RunningDeployer"/> while this Deployer serves, so that <c>push</c> finds it.</summary>
internal sealed class Announcement(
    ReleaseCatalog catalog,
    IOptions<LocalOptions> options,
    IConfiguration configuration,
    DeveloperToken token,
    IServer server,
    IHostApplicationLifetime lifetime) : IHostedService
{
    private string StateFolder => options.Value.StateFolder;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The addresses are known only once the server listens.
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (RunningDeployer.Read(StateFolder)?.ProcessId == Environment.ProcessId)
        {
            File.Delete(RunningDeployer.FileIn(StateFolder));
        }

        return Task.CompletedTask;
    }

    private void Announce()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var targets = catalog.Tracks
            .Where(track => options.Value.Services.GetValueOrDefault(track.Key.Service)?.Project is not null)
            .Select(track => new PushTarget(
                track.Image.Familiar, options.Value.Services[track.Key.Service].Project!));
        var secret = configuration["Webhooks:Secret"] ?? "";
        Directory.CreateDirectory(StateFolder);
        new RunningDeployer(address, secret, token.Value, Environment.ProcessId, [.. targets]).Write(StateFolder);
    }
}
