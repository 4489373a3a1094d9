namespace Api.Features;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Flags in {Path} stay as they were, the file was not readable: {Reason}")]
    public static partial void FileUnreadable(ILogger logger, string path, string reason);
}
