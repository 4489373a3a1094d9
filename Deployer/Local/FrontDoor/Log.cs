using Yarp.ReverseProxy.Forwarder;

namespace Deployer.Local.FrontDoor;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Instance} left a {Method} request unanswered ({Error}): {Cause}")]
    public static partial void RequestFailed(
        ILogger logger, string instance, string method, ForwarderError error, string? cause);
}
