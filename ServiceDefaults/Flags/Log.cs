using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Flags;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Flags in {Path} stay as they were, the file was not readable: {Reason}")]
    public static partial void FileUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(LogLevel.Error, "The local flags stay as they were: {Reason}")]
    public static partial void LocalFlagsUnreadable(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Flags: {Status}")]
    public static partial void SourceChanged(ILogger logger, string status);

    [LoggerMessage(LogLevel.Warning, "Flags: {Status}")]
    public static partial void SourceLost(ILogger logger, string status);

    [LoggerMessage(LogLevel.Debug, "Changes of flags cannot be listened to yet: {Reason}")]
    public static partial void NotSubscribed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "Flags stay as they were: {Reason}")]
    public static partial void FlagsUnreadable(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "A flag is not taken as it stands in Redis: {Fault}")]
    public static partial void FlagFaulty(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Warning, "The last known flags were not kept in {Path}: {Reason}")]
    public static partial void CacheNotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(LogLevel.Warning, "The flags kept in {Path} are not used: {Reason}")]
    public static partial void CacheNotRead(ILogger logger, string path, string reason);

    [LoggerMessage(LogLevel.Warning, "Redis had lost its flags: those of version {Version} are put back")]
    public static partial void Restored(ILogger logger, string version);

    [LoggerMessage(LogLevel.Warning, "Which flags were evaluated could not be reported; trying again: {Reason}")]
    public static partial void NotReported(ILogger logger, string reason);
}
