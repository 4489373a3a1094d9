using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Drain;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Draining began: not ready from now on, accepting for another {Delay}")]
    public static partial void Draining(ILogger logger, TimeSpan delay);

    [LoggerMessage(LogLevel.Information, "Drained")]
    public static partial void Drained(ILogger logger);
}
