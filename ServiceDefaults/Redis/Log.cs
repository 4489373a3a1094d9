using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServiceDefaults.Redis;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Redis was not there yet; connecting goes on")]
    public static partial void NotConnected(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Connecting to Redis failed")]
    public static partial void ConnectFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Connection to Redis at {EndPoint} was lost: {Failure}")]
    public static partial void ConnectionLost(ILogger logger, string? endPoint, ConnectionFailureType failure);

    [LoggerMessage(LogLevel.Information, "Connection to Redis at {EndPoint} was restored")]
    public static partial void ConnectionRestored(ILogger logger, string? endPoint);
}
