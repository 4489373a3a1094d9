namespace Monitor.Sidecar;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Process}, process {Id}, was found, and its container is watched")]
    public static partial void Found(ILogger logger, string process, int id);

    [LoggerMessage(LogLevel.Warning, "{Instance} was not seen: {Reason}")]
    public static partial void NotSeen(ILogger logger, string instance, string reason);

    [LoggerMessage(LogLevel.Information, "{Instance} was seen again")]
    public static partial void SeenAgain(ILogger logger, string instance);

    [LoggerMessage(LogLevel.Error, "Looking at the other container failed")]
    public static partial void LookFailed(ILogger logger, Exception exception);
}
