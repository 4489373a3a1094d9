namespace Monitor.Tracks;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Asking for tracks at {Address} failed, the last known stay: {Reason}")]
    public static partial void LookFailed(ILogger logger, Uri address, string reason);

    [LoggerMessage(LogLevel.Warning, "Nothing is known of rollouts and restarts: Tracks:Token and Tracks:TokenFile are not given")]
    public static partial void NoToken(ILogger logger);
}
