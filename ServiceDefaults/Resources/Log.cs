using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Resources;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Container limits were not readable, the machine's count instead: {Reason}")]
    public static partial void ContainerUnreadable(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "CPU and memory were not readable")]
    public static partial void ReadingFailed(ILogger logger, Exception exception);
}
