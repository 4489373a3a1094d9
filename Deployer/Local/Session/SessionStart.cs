using Deployer.Control;
using Deployer.Images;
using Deployer.Local.Images;
using Microsoft.Extensions.Options;

namespace Deployer.Local.Session;

/// <summary>
/// Brings the working tree onto the stable tracks once for every session of the AppHost: whoever starts it expects to see the
/// code as it is now. A Deployer that is started again within a session leaves the tracks alone.
/// </summary>
internal sealed class SessionStart(
    ReleaseCatalog catalog,
    IOptions<LocalOptions> options,
    ImagePush push,
    ReleaseRequests requests,
    TimeProvider time,
    ILogger<SessionStart> logger) : BackgroundService
{
    private string SessionFile => Path.Combine(options.Value.StateFolder, "session");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The build that follows must not hold up the start of the others.
        await Task.Yield();
        if (options.Value.Session is not { Length: > 0 } session || IsKnown(session))
        {
            return;
        }

        foreach (var track in catalog.Tracks.Where(track => track.Key.Track == TrackNames.Stable))
        {
            if (options.Value.Services.GetValueOrDefault(track.Key.Service)?.Project is { } project)
            {
                await BringAsync(project, track.Image, stoppingToken);
            }
        }

        Directory.CreateDirectory(options.Value.StateFolder);
        await File.WriteAllTextAsync(SessionFile, session, stoppingToken);
    }

    private bool IsKnown(string session) => File.Exists(SessionFile) && File.ReadAllText(SessionFile) == session;

    private async Task BringAsync(string project, ImageReference image, CancellationToken cancellationToken)
    {
        try
        {
            Log.Publishing(logger, project, image.Familiar);
            var digest = await push.PushAsync(project, image, cancellationToken);
            await requests.AcceptAsync(
                new PushEvent(image, digest, time.GetUtcNow(), DeliveryId: null, "startup"), cancellationToken);
        }
        catch (PublishException exception)
        {
            Log.NotPublished(logger, image.Familiar, exception.Message);
        }
        catch (ClusterUnavailableException exception)
        {
            Log.NotPublished(logger, image.Familiar, exception.Message);
        }
    }
}
