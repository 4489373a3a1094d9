namespace Deployer.Flags;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Flag '{Flag}' was killed: {Reason}")]
    public static partial void Killed(ILogger logger, string flag, string reason);

    [LoggerMessage(LogLevel.Warning, "Flags are not killed where they should be: {Trouble}")]
    public static partial void NotWatching(ILogger logger, string trouble);
}
