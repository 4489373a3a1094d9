using Deployer.Rollouts;

namespace Deployer.Local;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Service} is reached at {Address}")]
    public static partial void DoorOpened(ILogger logger, string service, Uri address);

    [LoggerMessage(LogLevel.Information, "{Track} is no longer configured; ending {Instance}, process {Process}")]
    public static partial void LeftoverEnded(ILogger logger, TrackKey track, string instance, int process);
}
