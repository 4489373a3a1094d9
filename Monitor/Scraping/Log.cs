namespace Monitor.Scraping;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "{Instance} went down: {Reason}")]
    public static partial void WentDown(ILogger logger, string instance, string reason);

    [LoggerMessage(LogLevel.Information, "{Instance} came up")]
    public static partial void CameUp(ILogger logger, string instance);

    [LoggerMessage(LogLevel.Warning, "{Count} lines of {Instance} were skipped, the first: {Fault}")]
    public static partial void LinesSkipped(ILogger logger, string instance, int count, string fault);

    [LoggerMessage(LogLevel.Warning, "{Count} samples of {Instance} were refused: it has more series than Scrape:MaxSeries, or their times are off")]
    public static partial void SeriesRefused(ILogger logger, string instance, int count);

    [LoggerMessage(LogLevel.Error, "Not every target can be followed: {Reason}")]
    public static partial void LookFailed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "Scraping {Instance} failed")]
    public static partial void ScrapeFailed(ILogger logger, Exception exception, string instance);
}
