using Deployer.Rollouts;

namespace Deployer.Local.Scaling;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Track} could not be scaled to {Replicas}: {Reason}")]
    public static partial void NotScaled(ILogger logger, TrackKey track, int replicas, string reason);
}
