namespace Monitor.Discovery;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Count} targets were found at {Address}")]
    public static partial void Found(ILogger logger, int count, Uri address);

    [LoggerMessage(LogLevel.Warning, "Looking for targets at {Address} failed, the {Count} last known stay: {Reason}")]
    public static partial void LookFailed(ILogger logger, Uri address, int count, string reason);

    [LoggerMessage(LogLevel.Warning, "'{Target}' was refused, it is no host and port")]
    public static partial void TargetRefused(ILogger logger, string target);
}
