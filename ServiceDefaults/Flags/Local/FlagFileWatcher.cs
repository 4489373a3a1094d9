using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Flags.Local;

/// <summary>
/// Looks at the file once a second. Notifications of the file system get lost on shared folders, and run out.
/// </summary>
internal sealed class FlagFileWatcher(
    FlagFile file, TimeProvider time, ILogger<FlagFileWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private string? _said;

    public void Look()
    {
        var fault = file.Refresh()?.Message;
        if (fault is not null && fault != _said)
        {
            Log.FileUnreadable(logger, file.Path, fault);
        }

        _said = fault;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
