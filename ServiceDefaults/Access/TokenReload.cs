using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Access;

/// <summary>
/// Looks at the tokens' sources at an interval. A file watcher would not do: it misses the exchange of the link by
/// which Kubernetes replaces a mounted Secret, and says nothing on some file systems.
/// </summary>
internal sealed class TokenReload(LiveTokens tokens, IOptions<AccessOptions> options, TimeProvider time)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ReloadPeriod, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            tokens.Refresh();
        }
    }
}
