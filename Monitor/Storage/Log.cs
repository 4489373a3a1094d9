namespace Monitor.Storage;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Alerts are kept in memory, and forgotten by a restart: ConnectionStrings:redis is not given")]
    public static partial void InMemory(ILogger logger);
}
