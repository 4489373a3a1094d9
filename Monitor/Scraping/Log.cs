namespace Monitor.Scraping;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Instance} went down: {Reason}")]
    public static partial void WentDown(ILogger logger, string instance, string reason);

    [LoggerMessage(LogLevel.Information, "{Instance} came up")]
    public static partial void CameUp(ILogger logger, string instance);

    [LoggerMessage(LogLevel.Warning, "{Count} lines of {Instance} were skipped, the first: {Fault}")]
    public static partial void LinesSkipped(ILogger logger, string instance, int count, string fault);

    [LoggerMessage(LogLevel.Warning, "{Count} series of {Instance} were refused, it has too many")]
    public static partial void SeriesRefused(ILogger logger, string instance, int count);

    [LoggerMessage(LogLevel.Error, "Scraping {Instance} failed")]
    public static partial void ScrapeFailed(ILogger logger, Exception exception, string instance);
}
